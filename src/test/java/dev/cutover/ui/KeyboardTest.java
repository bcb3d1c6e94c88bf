package dev.cutover.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.ConsoleWindow;
import dev.cutover.kit.FxToolkit;
import dev.cutover.kit.PipelineFixture;
import dev.cutover.kit.TestQpid;
import dev.cutover.ui.shell.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// Whoever cannot use a mouse, or cannot see: each control of each screen is reached by the Tab key
/// and has a name that a screen reader can say.
class KeyboardTest {
  private static final int MOST_STOPS = 150;

  private static final Set<String> WITHOUT_TEXT =
      Set.of(
          "ChoiceBox",
          "ComboBox",
          "CustomTextField",
          "DatePicker",
          "ListView",
          "PasswordField",
          "Slider",
          "Spinner",
          "TabPane",
          "TableView",
          "TextArea",
          "TextField",
          "TreeTableView",
          "TreeView");

  private final PipelineFixture fixture = new PipelineFixture();
  private ConsoleWindow window;

  @BeforeEach
  void open() {
    ScreenRows.insert(fixture);
    window = ConsoleWindow.open(fixture.address().toUri(), TestQpid.start().url()).ready();
  }

  @AfterEach
  void close() {
    window.close();
    fixture.close();
  }

  @Test
  void eachControlOfEachScreenHasAName() {
    List<String> nameless = new ArrayList<>();
    int seen = 0;
    for (Screen screen : Screen.values()) {
      open(screen);
      for (Node each : FxToolkit.onFx(this::stops)) {
        seen++;
        if (FxToolkit.onFx(() -> name(each)).isBlank()) {
          nameless.add(screen.word() + ": " + words(each));
        }
      }
    }
    assertThat(seen).isGreaterThan(60);
    assertThat(nameless).isEmpty();
  }

  @Test
  void theArrowKeysGoFromScreenToScreen() {
    open(Screen.OVERVIEW);
    FxToolkit.onFx(
        () -> {
          window.scene().lookup("#screen-overview").requestFocus();
          return true;
        });
    window.press(KeyCode.DOWN);
    window.until("the next one is chosen", () -> window.front().equals("pipeline"));
  }

  /// Also those of boxes and tabs that no test opens.
  @Test
  void eachControlOfAnFxmlFileThatHasNoTextHasAName() throws Exception {
    List<String> nameless = new ArrayList<>();
    int seen = 0;
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/fxml"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".fxml")).toList()) {
        NodeList all =
            DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
          Element element = (Element) all.item(i);
          if (WITHOUT_TEXT.contains(element.getTagName()) && !element.hasAttribute("fx:constant")) {
            seen++;
            if (element.getAttribute("accessibleText").isBlank()) {
              nameless.add(
                  file + ": " + element.getTagName() + " " + element.getAttribute("fx:id"));
            }
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(20);
    assertThat(nameless).isEmpty();
  }

  @Test
  void eachControlOfEachScreenIsReachedByTab() {
    List<String> unreached = new ArrayList<>();
    for (Screen screen : Screen.values()) {
      open(screen);
      Set<Node> wanted = new LinkedHashSet<>(FxToolkit.onFx(this::stops));
      Set<Node> reached = new HashSet<>();
      for (int i = 0; i < MOST_STOPS && !reached.containsAll(wanted); i++) {
        window.press(KeyCode.TAB);
        reached.add(FxToolkit.onFx(() -> window.scene().getFocusOwner()));
      }
      wanted.removeAll(reached);
      // What was replaced by newer data meanwhile cannot be reached any more.
      FxToolkit.onFx(() -> wanted.retainAll(stops()));
      wanted.forEach(each -> unreached.add(screen.word() + ": " + words(each)));
    }
    assertThat(unreached).isEmpty();
  }

  private void open(Screen screen) {
    window.press(KeyCode.CONTROL, KeyCode.valueOf("DIGIT" + screen.key()));
    window.settled();
  }

  /// All controls that can be used now.
  private List<Node> stops() {
    List<Node> found = new ArrayList<>();
    collect(window.scene().getRoot(), found);
    return found;
  }

  private static void collect(Node node, List<Node> found) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    // Inside a group of toggles the arrow keys move, so Tab stops at the chosen one alone.
    boolean toggled =
        node instanceof ToggleButton button
            && button.getToggleGroup() != null
            && !button.isSelected();
    if (node instanceof Control
        && node.isFocusTraversable()
        && !(node instanceof ScrollBar)
        && !toggled) {
      found.add(node);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(each -> collect(each, found));
    }
  }

  private String name(Node node) {
    if (node.getAccessibleText() != null) {
      return node.getAccessibleText();
    }
    if (node instanceof Labeled labeled && labeled.getText() != null) {
      return labeled.getText();
    }
    if (node instanceof ScrollPane) {
      return "scrolls what is in it";
    }
    return window.scene().getRoot().lookupAll(".label").stream()
        .filter(each -> each instanceof Label label && label.getLabelFor() == node)
        .map(each -> ((Label) each).getText())
        .findFirst()
        .orElse("");
  }

  private static String words(Node node) {
    return "%s #%s %s"
        .formatted(
            node.getClass().getSimpleName().toLowerCase(Locale.ROOT),
            node.getId(),
            node.getStyleClass());
  }
}
