/// Stores, migrations and merges against real databases.
@NullMarked
package dev.cutover.database;

import org.jspecify.annotations.NullMarked;
