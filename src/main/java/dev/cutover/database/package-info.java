/// PostgreSQL, the system of record: pools, migrations, and the stores that implement the ports.
@NullMarked
package dev.cutover.database;

import org.jspecify.annotations.NullMarked;
