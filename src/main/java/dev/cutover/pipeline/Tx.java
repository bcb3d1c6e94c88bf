package dev.cutover.pipeline;

/// An open transaction of the system of record. Stores that take one write inside it and never
/// commit; only the adapter that opened it knows what it is.
public interface Tx {}
