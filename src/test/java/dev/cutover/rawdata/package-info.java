@NullMarked
package dev.cutover.rawdata;

import org.jspecify.annotations.NullMarked;
