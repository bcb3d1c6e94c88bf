package dev.cutover.ui;

/// What the screen of the cutover reads.
public record CutoverPorts(Backups backups) {}
