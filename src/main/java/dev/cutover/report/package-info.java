/// The evidence of a cutover for people who were not there: one page that prints, the same as PDF,
/// and a manifest of hashes by which it can be verified later.
@NullMarked
package dev.cutover.report;

import org.jspecify.annotations.NullMarked;
