package dev.cutover.ui;

/// What the screen of the cutover reads.
public record CutoverPorts(CutoverWatch runs, Backups backups, SchemaWatch schema) {}
