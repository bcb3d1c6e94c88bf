package dev.cutover.sample;

import java.time.Instant;

/// One entry of an issue's history.
///
/// @param detail the changed field as JSON, one `items` element
record Change(Instant at, Person author, byte[] detail) {}
