package dev.cutover.rawdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What changed between two documents.
class JsonDiffTest {

  private static List<String> diff(String before, String after) {
    return JsonDiff.between(JsonOutlineTest.outline(before), JsonOutlineTest.outline(after))
        .changes()
        .stream()
        .map(change -> change.line(60))
        .toList();
  }

  @Test
  void additionsRemovalsAndChangesHaveTheirSigns() {
    assertThat(
            diff(
                "{\"fields\":{\"priority\":{\"name\":\"Blocker\"},\"gone\":[1]},\"k\":1}",
                "{\"k\":1,\"fields\":{\"priority\":{\"name\":\"Blocker+\"},\"new one\":{}}}"))
        .containsExactly(
            "~ $.fields.priority.name \"Blocker\" -> \"Blocker+\"",
            "- $.fields.gone [1]",
            "+ $.fields.\"new one\" {}");
  }

  @Test
  void theOrderOfMembersAndTheLayoutAreNoChange() {
    assertThat(diff("{\"a\":1,\"b\":[1,2]}", "{ \"b\" : [1,\n2],\"a\":1 }")).isEmpty();
    assertThat(diff("{\"a\":\"\\u0041\"}", "{\"a\":\"A\"}")).isEmpty();
  }

  @Test
  void numbersAreComparedAsTheyAreWritten() {
    assertThat(diff("[9007199254740993]", "[9007199254740992]"))
        .containsExactly("~ $[0] 9007199254740993 -> 9007199254740992");
    assertThat(diff("{\"a\":1.0}", "{\"a\":1}")).containsExactly("~ $.a 1.0 -> 1");
    assertThat(diff("{\"a\":\"1\"}", "{\"a\":1}")).containsExactly("~ $.a \"1\" -> 1");
    assertThat(diff("{\"a\":null}", "{\"a\":[]}")).containsExactly("~ $.a null -> []");
  }

  @Test
  void elementsArePairedByTheirIds() {
    assertThat(
            diff(
                "[{\"id\":\"1\",\"v\":1},{\"id\":\"2\",\"v\":1},{\"id\":\"3\",\"v\":1}]",
                "[{\"id\":\"3\",\"v\":1},{\"id\":\"2\",\"v\":5},{\"id\":\"4\",\"v\":1}]"))
        .containsExactlyInAnyOrder(
            "- $[0] {\"id\":\"1\",\"v\":1}", "~ $[1].v 1 -> 5", "+ $[2] {\"id\":\"4\",\"v\":1}");
  }

  @Test
  void anElementPutInFrontIsOneAddition() {
    assertThat(diff("[\"b\",\"c\"]", "[\"a\",\"b\",\"c\"]")).containsExactly("+ $[0] \"a\"");
    assertThat(diff("[\"a\",\"x\",\"c\",\"d\"]", "[\"x\",\"c\",\"y\",\"d\"]"))
        .containsExactly("- $[0] \"a\"", "+ $[2] \"y\"");
    assertThat(diff("[1,2,3]", "[]")).hasSize(3);
  }

  @Test
  void longTextsAreShownWhereTheyPart() {
    String same = "lorem ".repeat(50);
    assertThat(diff("{\"t\":\"" + same + "old end\"}", "{\"t\":\"" + same + "new end\"}"))
        .singleElement()
        .asString()
        .contains("old end", "new end", "…")
        .hasSizeLessThan(200);
  }

  @Test
  void aDocumentDiffersFromAnotherExactlyWhereItWasChanged() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      List<Integer> before =
          IntStream.range(0, random.nextInt(30)).boxed().collect(Collectors.toList());
      List<Integer> after = new ArrayList<>(before);
      int removed = 0;
      while (!after.isEmpty() && random.nextInt(3) > 0) {
        after.remove(random.nextInt(after.size()));
        removed++;
      }
      List<String> changes = diff(before.toString(), after.toString());
      assertThat(changes).hasSize(removed).allMatch(change -> change.startsWith("- "));
      assertThat(diff(after.toString(), before.toString()))
          .hasSize(removed)
          .allMatch(change -> change.startsWith("+ "));
    }
    for (int round = 0; round < 100; round++) {
      String document = RandomJson.document(random);
      assertThat(diff(document, document)).isEmpty();
    }
  }
}
