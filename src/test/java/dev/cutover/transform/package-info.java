/// The transform rules, each with the smallest document that shows it.
@NullMarked
package dev.cutover.transform;

import org.jspecify.annotations.NullMarked;
