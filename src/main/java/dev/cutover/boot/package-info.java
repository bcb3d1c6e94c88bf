/// The composition root: the one package that sees all others.
@NullMarked
package dev.cutover.boot;

import org.jspecify.annotations.NullMarked;
