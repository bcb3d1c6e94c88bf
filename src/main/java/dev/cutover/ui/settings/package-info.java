/// Integrations with their schedules, mappings, and how the window looks.
@NullMarked
package dev.cutover.ui.settings;

import org.jspecify.annotations.NullMarked;
