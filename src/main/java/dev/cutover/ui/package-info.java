/// The window: screens of FXML, controller and view model over the ports of the program. Nothing
/// here knows a database or a broker; [ConsolePorts] is all it gets.
@NullMarked
package dev.cutover.ui;

import org.jspecify.annotations.NullMarked;
