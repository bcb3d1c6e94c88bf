package dev.cutover.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir Path temp;

  @Test
  void everythingIsBelowCutoverHomeWhenItIsSet() {
    Home home = Home.of(Map.of("CUTOVER_HOME", temp + "/h"), "Linux", "/nowhere");

    assertThat(home.config()).isEqualTo(temp.resolve("h"));
    assertThat(home.data()).isEqualTo(home.config());
    assertThat(home.embedded()).isEqualTo(temp.resolve("h/embedded"));
    assertThat(home.secret()).isEqualTo(temp.resolve("h/secret"));
    assertThat(home.logs()).isEqualTo(temp.resolve("h/logs"));
  }

  @Test
  void linuxFollowsTheXdgFoldersAndIgnoresRelativeOnes() {
    Home home =
        Home.of(
            Map.of("XDG_DATA_HOME", temp + "/share", "XDG_STATE_HOME", "relative"),
            "Linux",
            temp.toString());

    assertThat(home.config()).isEqualTo(temp.resolve(".config/cutover"));
    assertThat(home.data()).isEqualTo(temp.resolve("share/cutover"));
    assertThat(home.state()).isEqualTo(temp.resolve(".local/state/cutover"));
    assertThat(home.cache()).isEqualTo(temp.resolve(".cache/cutover"));
  }

  @Test
  void macAndWindowsHaveTheirOwnFolders() {
    assertThat(Home.of(Map.of(), "Mac OS X", temp.toString()).data())
        .isEqualTo(temp.resolve("Library/Application Support/cutover"));
    assertThat(
            Home.of(Map.of("LOCALAPPDATA", temp + "/Local"), "Windows 11", temp.toString()).data())
        .isEqualTo(temp.resolve("Local/cutover"));
  }

  @Test
  void foldersAreOpenToTheirOwnerOnly() throws Exception {
    Path made = Home.of(Map.of("CUTOVER_HOME", temp + "/a/b"), "Linux", "").logs();

    for (Path folder : List.of(made, temp.resolve("a/b"), temp.resolve("a"))) {
      assertThat(made).startsWith(folder);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void withoutAnyPlaceItSaysWhatToSet() throws Exception {
    assertThatThrownBy(() -> Home.of(Map.of(), "Linux", "?")).hasMessageContaining("CUTOVER_HOME");
    Path file = Files.writeString(temp.resolve("file"), "");
    Home home = Home.of(Map.of("CUTOVER_HOME", file + "/x"), "Linux", "");
    assertThatThrownBy(home::data)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("CUTOVER_HOME");
  }
}
