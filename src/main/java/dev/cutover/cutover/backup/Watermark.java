package dev.cutover.cutover.backup;

/// Up to where something had been read, when the backup was taken.
///
/// @param name such as `etl_watermark tenant 1 integration 2 jira_issues`
public record Watermark(String name, String value) {}
