package dev.cutover.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.kit.TestFolder;
import dev.cutover.ui.fx.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChoicesFileTest {
  private final Path folder = TestFolder.create("choices");

  @AfterEach
  void delete() {
    TestFolder.delete(folder);
  }

  @Test
  void whatWasChosenHoldsAtTheNextStart() {
    ChoicesFile first = new ChoicesFile(folder);
    assertThat(first.look()).isEmpty();
    assertThat(first.utc()).isTrue();
    first.keepLook(Optional.of(Theme.DARK));
    first.keepUtc(false);
    ChoicesFile next = new ChoicesFile(folder);
    assertThat(next.look()).contains(Theme.DARK);
    assertThat(next.utc()).isFalse();
    next.keepLook(Optional.empty());
    assertThat(new ChoicesFile(folder).look()).isEmpty();
  }

  @Test
  void aDamagedFileMeansThatNothingWasChosen() throws Exception {
    Files.writeString(folder.resolve("window.properties"), "look=pink\ntime=\\uZZZZ\n");
    assertThat(new ChoicesFile(folder).look()).isEmpty();
    assertThat(new ChoicesFile(folder).utc()).isTrue();
  }
}
