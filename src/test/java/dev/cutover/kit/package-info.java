/// What tests share: real servers on loopback, clocks, builders.
@NullMarked
package dev.cutover.kit;

import org.jspecify.annotations.NullMarked;
