@NullMarked
package dev.cutover.ui.rawdata;

import org.jspecify.annotations.NullMarked;
