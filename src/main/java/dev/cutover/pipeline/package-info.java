/// The worker runtime: jobs are dispatched, claimed, carried out and accounted. It knows neither
/// PostgreSQL nor the broker; both come in through the ports of this package.
@NullMarked
package dev.cutover.pipeline;

import org.jspecify.annotations.NullMarked;
