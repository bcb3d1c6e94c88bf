/// The raw-data screen: a list of raw rows by key, and the document of the chosen one as tree, text
/// and comparison.
@NullMarked
package dev.cutover.ui.rawdata;

import org.jspecify.annotations.NullMarked;
