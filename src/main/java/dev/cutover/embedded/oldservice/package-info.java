/// A sample of the old service: a program that writes into the platform's tables as the old one
/// does, for the demo, for training and for tests.
@NullMarked
package dev.cutover.embedded.oldservice;

import org.jspecify.annotations.NullMarked;
