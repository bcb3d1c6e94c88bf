package dev.cutover.cli;

import picocli.CommandLine.Command;

/// `ui`: the window.
@Command(name = "ui", description = "Opens the window (also without a verb).")
final class UiCommand extends WindowVerb {}
