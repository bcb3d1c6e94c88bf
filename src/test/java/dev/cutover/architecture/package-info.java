/// The laws of the house as tests. Each law first catches a class that breaks it, made for that
/// purpose, and is then held against the whole program.
@NullMarked
package dev.cutover.architecture;

import org.jspecify.annotations.NullMarked;
