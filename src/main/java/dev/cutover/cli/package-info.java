/// The command line: one file a verb group. A verb reads its options, calls what the windows call,
/// prints.
@NullMarked
package dev.cutover.cli;

import org.jspecify.annotations.NullMarked;
