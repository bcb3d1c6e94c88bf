/// The services the program brings along: PostgreSQL and an AMQP broker on loopback, no set-up at
/// all.
@NullMarked
package dev.cutover.embedded;

import org.jspecify.annotations.NullMarked;
