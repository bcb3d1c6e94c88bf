package dev.cutover.rawdata;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a source of raw rows can do; a screen disables the rest and says why.
///
/// @param origin for the banner: a database, or a file with its making
/// @param acts rows can be re-queued and skipped
/// @param loadedRows business rows are at hand to compare with
/// @param textIsIndexed a search for text answers at once; else it reads documents one by one
/// @param frozenSince the moment from which nothing changes any more, null when it is live
public record RawCapabilities(
    String origin,
    boolean acts,
    boolean loadedRows,
    boolean textIsIndexed,
    @Nullable Instant frozenSince) {}
