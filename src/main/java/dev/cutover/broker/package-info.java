/// The broker behind `dev.cutover.pipeline.JobQueue`: topology as data, connections that mend
/// themselves, confirmed publishing, consuming. The only package that knows AMQP.
@NullMarked
package dev.cutover.broker;

import org.jspecify.annotations.NullMarked;
