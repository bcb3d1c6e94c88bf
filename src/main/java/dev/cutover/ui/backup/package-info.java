/// Backups: the list of them with what is proved, and the wizard that makes and proves one.
@NullMarked
package dev.cutover.ui.backup;

import org.jspecify.annotations.NullMarked;
