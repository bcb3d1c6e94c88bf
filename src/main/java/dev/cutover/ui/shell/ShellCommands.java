package dev.cutover.ui.shell;

import dev.cutover.ui.fx.Looks;
import dev.cutover.ui.fx.Texts;
import dev.cutover.ui.fx.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/// The commands of the frame with their keys.
final class ShellCommands {
  private ShellCommands() {}

  /// What the frame can do with itself.
  ///
  /// @param snapshot asks for one and opens it; null where there are no other windows
  record Acts(
      Runnable palette,
      Runnable keys,
      Runnable log,
      Runnable notices,
      Runnable access,
      Runnable refresh,
      Runnable connections,
      @Nullable Runnable snapshot,
      Runnable hold,
      Runnable copyCommand,
      IntConsumer pane,
      Looks looks) {}

  static List<Command> of(Texts texts, ShellViewModel shell, Acts acts) {
    List<Command> commands = new ArrayList<>();
    for (Screen screen : Screen.values()) {
      commands.add(
          command(
              texts.get("command.go", texts.get("screen." + screen.word())),
              "Shortcut+" + screen.key(),
              () -> shell.open(screen)));
    }
    commands.add(command(texts.get("command.palette"), "Shortcut+K", acts.palette()));
    commands.add(command(texts.get("command.refresh"), "F5", acts.refresh()));
    commands.add(command(texts.get("command.log"), "F12", acts.log()));
    commands.add(command(texts.get("command.access"), "Shortcut+L", acts.access()));
    commands.add(command(texts.get("command.zone"), "Shortcut+Shift+U", shell::toggleZone));
    commands.add(command(texts.get("connect.command"), "Shortcut+O", acts.connections()));
    commands.add(command(texts.get("command.keys"), "F1", acts.keys()));
    commands.add(command(texts.get("command.hold"), "Shortcut+PERIOD", acts.hold()));
    commands.add(command(texts.get("command.copy"), "Shortcut+Shift+C", acts.copyCommand()));
    commands.add(command(texts.get("command.pane"), "F6", () -> acts.pane().accept(1)));
    commands.add(command(texts.get("command.pane.back"), "Shift+F6", () -> acts.pane().accept(-1)));
    if (acts.snapshot() != null) {
      commands.add(new Command(texts.get("snapshot.choose"), null, acts.snapshot()));
    }
    commands.add(new Command(texts.get("command.notices"), null, acts.notices()));
    commands.add(
        new Command(
            texts.get("command.theme", texts.get("theme.system")),
            null,
            () -> acts.looks().choose(Optional.empty())));
    for (Theme theme : Theme.values()) {
      commands.add(
          new Command(
              texts.get("command.theme", texts.get("theme." + theme.word())),
              null,
              () -> acts.looks().choose(Optional.of(theme))));
    }
    return List.copyOf(commands);
  }

  private static Command command(String title, String keys, Runnable act) {
    return new Command(title, KeyCombination.valueOf(keys), act);
  }
}
