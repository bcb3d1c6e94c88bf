/// The cutover: planning it, carrying it out, answering what it asks, going back.
@NullMarked
package dev.cutover.ui.cutover;

import org.jspecify.annotations.NullMarked;
