/// Backups that count only after they were restored and compared: what one holds, how it is made,
/// proved and checked, and the ports that do the copying.
@NullMarked
package dev.cutover.cutover.backup;

import org.jspecify.annotations.NullMarked;
