/// What every screen stands on: loading FXML, the two doors to the FX thread ([FxPoller] for what
/// is live, [Background] for single acts), texts, times and themes.
@NullMarked
package dev.cutover.ui.fx;

import org.jspecify.annotations.NullMarked;
