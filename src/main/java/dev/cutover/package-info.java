/// The program's entry. Everything else is in the packages below, which boot puts together.
@NullMarked
package dev.cutover;

import org.jspecify.annotations.NullMarked;
