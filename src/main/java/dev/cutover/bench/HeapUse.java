package dev.cutover.bench;

/// @param peak megabytes in use after a collection, at the most
/// @param most megabytes that the heap may grow to (`-Xmx`)
public record HeapUse(double peak, double most) {}
