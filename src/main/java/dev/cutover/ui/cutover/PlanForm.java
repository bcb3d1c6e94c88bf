package dev.cutover.ui.cutover;

import dev.cutover.cutover.OldServicePlan;
import dev.cutover.cutover.PlanDraft;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The fields of a plan as they are typed.
public final class PlanForm {
  private static final Set<String> OWN_FIELDS =
      Set.of(
          "backup.folder",
          "backup.second",
          "scratch",
          "parallel",
          "soak",
          "shadow",
          "shadow.reason");

  /// How the old service is told to start and stop.
  public enum StartedBy {
    SYSTEMD,
    SCRIPT,
    COMMANDS
  }

  private final Map<String, StringProperty> fields = new LinkedHashMap<>();
  private final ObjectProperty<StartedBy> manager = new SimpleObjectProperty<>(StartedBy.SYSTEMD);
  private final BooleanProperty shadow = new SimpleBooleanProperty(true);

  /// @param name such as `folder`; texts and fields of the screen are found by it
  public StringProperty field(String name) {
    return fields.computeIfAbsent(name, _ -> new SimpleStringProperty(""));
  }

  public ObjectProperty<StartedBy> managerProperty() {
    return manager;
  }

  /// Whether the shadow comparison is required.
  public BooleanProperty shadowProperty() {
    return shadow;
  }

  private String get(String name) {
    String text = field(name).get();
    return text == null ? "" : text.strip();
  }

  void fill(PlanDraft draft) {
    OldServicePlan service = draft.service();
    field("name").set(service.name());
    field("folder").set(service.folder().toString());
    field("replacement").set(service.replacement().toString());
    field("env").set(service.envFile().toString());
    field("role").set(service.role());
    field("start").set(CommandWords.join(service.start()));
    field("stop").set(CommandWords.join(service.stop()));
    field("status").set(CommandWords.join(service.status()));
    field("enable").set(CommandWords.join(service.enable()));
    field("disable").set(CommandWords.join(service.disable()));
    field("enabled").set(CommandWords.join(service.enabled()));
    fillManager(service);
    Map<String, String> options = draft.options();
    for (String name : List.of("backup.folder", "backup.second", "scratch", "shadow.reason")) {
      field(name).set(options.getOrDefault(name, ""));
    }
    field("parallel").set(options.getOrDefault("parallel", "2"));
    field("soak").set(spoken(options.getOrDefault("soak", "PT24H")));
    shadow.set(!options.getOrDefault("shadow", "required").startsWith("skip"));
    StringBuilder others = new StringBuilder();
    options.forEach(
        (name, value) -> {
          if (!OWN_FIELDS.contains(name)) {
            others.append(name).append('=').append(value).append('\n');
          }
        });
    field("options").set(others.toString());
  }

  private void fillManager(OldServicePlan service) {
    List<String> start = service.start();
    if (start.size() == 3 && start.getFirst().endsWith("systemctl")) {
      manager.set(StartedBy.SYSTEMD);
      field("unit").set(start.getLast());
    } else if (start.size() == 2 && start.getLast().equals("start") && service.hasSwitch()) {
      manager.set(StartedBy.SCRIPT);
      field("script").set(start.getFirst());
    } else {
      manager.set(start.isEmpty() ? StartedBy.SYSTEMD : StartedBy.COMMANDS);
    }
  }

  /// Key of the text of the first field that must be filled and is not; empty when all are.
  String missing() {
    for (String name : List.of("name", "folder", "replacement", "env", "role")) {
      if (get(name).isEmpty()) {
        return "cutover.plan." + name;
      }
    }
    List<String> commands =
        switch (manager.get()) {
          case SYSTEMD -> List.of("unit");
          case SCRIPT -> List.of("script");
          case COMMANDS -> List.of("start", "stop", "status");
        };
    for (String name : commands) {
      if (get(name).isEmpty()) {
        return "cutover.plan." + name;
      }
    }
    return !shadow.get() && get("shadow.reason").isEmpty() ? "cutover.plan.shadow.reason" : "";
  }

  /// @throws IllegalArgumentException a path, a time or an option cannot be read; says which
  PlanDraft draft() {
    return new PlanDraft(service(), options());
  }

  private OldServicePlan service() {
    String unit = get("unit");
    String script = get("script");
    return switch (manager.get()) {
      case SYSTEMD ->
          service(
              List.of("systemctl", "start", unit),
              List.of("systemctl", "stop", unit),
              List.of("systemctl", "is-active", "--quiet", unit),
              List.of("systemctl", "enable", unit),
              List.of("systemctl", "disable", unit),
              List.of("systemctl", "is-enabled", "--quiet", unit));
      case SCRIPT ->
          service(
              List.of(script, "start"),
              List.of(script, "stop"),
              List.of(script, "status"),
              List.of(script, "enable"),
              List.of(script, "disable"),
              List.of(script, "is-enabled"));
      case COMMANDS ->
          service(
              typed("start"),
              typed("stop"),
              typed("status"),
              typed("enable"),
              typed("disable"),
              typed("enabled"));
    };
  }

  private List<String> typed(String name) {
    return CommandWords.split(get(name));
  }

  private OldServicePlan service(
      List<String> start,
      List<String> stop,
      List<String> status,
      List<String> enable,
      List<String> disable,
      List<String> enabled) {
    return new OldServicePlan(
        get("name"),
        Path.of(get("folder")),
        Path.of(get("replacement")),
        Path.of(get("env")),
        start,
        stop,
        status,
        enable,
        disable,
        enabled,
        get("role"));
  }

  private Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    for (String line : get("options").split("\\R")) {
      if (!line.isBlank()) {
        int sign = line.indexOf('=');
        if (sign <= 0) {
          throw new IllegalArgumentException("'" + line.strip() + "' (name=value)");
        }
        options.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
      }
    }
    for (String name : List.of("backup.folder", "backup.second", "scratch", "parallel")) {
      if (!get(name).isEmpty()) {
        options.put(name, get(name));
      }
    }
    options.put("soak", duration(get("soak")));
    options.put("shadow", shadow.get() ? "required" : "skip");
    if (!shadow.get()) {
      options.put("shadow.reason", get("shadow.reason"));
    }
    return options;
  }

  private static String spoken(String iso) {
    return iso.matches("PT\\d+[HMS]") ? iso.substring(2).toLowerCase(java.util.Locale.ROOT) : iso;
  }

  /// Also `24h` and `30m`, as people write it.
  private static String duration(String text) {
    String iso = text.matches("\\d+[hms]") ? "PT" + text.toUpperCase(java.util.Locale.ROOT) : text;
    try {
      return Duration.parse(iso).toString();
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException("'" + text + "' (24h, PT30M)", wrong);
    }
  }
}
