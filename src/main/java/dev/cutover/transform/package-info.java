/// The rules by which raw documents of Jira and GitHub become typed rows. Pure: what goes in
/// decides what comes out, so the same rules also run offline and in a comparison of two versions.
@NullMarked
package dev.cutover.transform;

import org.jspecify.annotations.NullMarked;
