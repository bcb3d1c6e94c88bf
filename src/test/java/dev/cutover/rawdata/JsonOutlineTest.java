package dev.cutover.rawdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.rawdata.JsonOutline.Kind;
import dev.cutover.rawdata.JsonOutline.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A document opened step by step.
class JsonOutlineTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static JsonOutline outline(String json) {
    return JsonOutline.of(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(JsonOutline outline, String path) {
    return outline.text(outline.at(path).orElseThrow());
  }

  @Test
  void theTreeHasNamesKindsCountsAndPaths() {
    JsonOutline outline =
        outline("{ \"a\" : {\"b c\": [1, {\"d\": null}, []] , \"t\":true},\"e\":\"x\" }");
    Node root = outline.root();
    assertThat(root.kind()).isEqualTo(Kind.OBJECT);
    assertThat(root.count()).isEqualTo(2);
    List<Node> members = outline.children(root);
    assertThat(members).extracting(Node::name).containsExactly("a", "e");
    List<Node> inner = outline.children(members.getFirst());
    assertThat(inner).extracting(Node::path).containsExactly("$.a.\"b c\"", "$.a.t");
    List<Node> elements = outline.children(inner.getFirst());
    assertThat(elements)
        .extracting(Node::kind)
        .containsExactly(Kind.NUMBER, Kind.OBJECT, Kind.ARRAY);
    assertThat(elements).extracting(Node::count).containsExactly(0, 1, 0);
    assertThat(outline.children(elements.get(1)).getFirst().path()).isEqualTo("$.a.\"b c\"[1].d");
    assertThat(outline.children(elements.get(2))).isEmpty();
  }

  @Test
  void valuesStandThereAsTheyWereWritten() {
    JsonOutline outline =
        outline(
            "{\"id\":9007199254740993,\"d\":0.1000000000000000055511151231257827,\"e\":1E+2,"
                + "\"neg\":-0,\"s\":\"a\\u0000\\u200b\\n\\\"\\\\\\/ é 🚀 \\ud83d\\ude80\"}");
    assertThat(text(outline, "$.id")).isEqualTo("9007199254740993");
    assertThat(text(outline, "$.d")).isEqualTo("0.1000000000000000055511151231257827");
    assertThat(text(outline, "$.e")).isEqualTo("1E+2");
    assertThat(text(outline, "$.neg")).isEqualTo("-0");
    assertThat(text(outline, "$.s")).isEqualTo("a\0\u200b\n\"\\/ é 🚀 🚀");
    assertThat(outline.raw(outline.at("$.s").orElseThrow())).startsWith("\"a\\u0000");
  }

  @Test
  void longArraysOpenInRanges() {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < 22_345; i++) {
      json.append(i == 0 ? "" : " ,\n").append(i);
    }
    JsonOutline outline = outline(json.append("]").toString());
    List<Node> coarse = outline.children(outline.root());
    assertThat(coarse)
        .extracting(Node::name)
        .containsExactly("[0 … 9999]", "[10000 … 19999]", "[20000 … 22344]");
    List<Node> fine = outline.children(coarse.getLast());
    assertThat(fine).hasSize(24).last().extracting(Node::name).isEqualTo("[22300 … 22344]");
    List<Node> last = outline.children(fine.getLast());
    assertThat(last).hasSize(45);
    assertThat(last.getLast().path()).isEqualTo("$[22344]");
    assertThat(outline.text(last.getLast())).isEqualTo("22344");
    assertThat(text(outline, "$[12345]")).isEqualTo("12345");
    assertThat(outline.at("$[22345]")).isEmpty();
  }

  @Test
  void wideObjectsOpenInRangesToo() {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < 1_201; i++) {
      json.append(i == 0 ? "" : ",")
          .append("\"k")
          .append(i)
          .append("\":{\"v\":")
          .append(i)
          .append("}");
    }
    JsonOutline outline = outline(json.append("}").toString());
    List<Node> ranges = outline.children(outline.root());
    assertThat(ranges).hasSize(13).first().extracting(Node::name).isEqualTo("{0 … 99}");
    assertThat(outline.children(ranges.getLast()))
        .extracting(Node::path)
        .containsExactly("$.k1200");
  }

  @Test
  void aPreviewSaysWhatIsInside() {
    JsonOutline outline =
        outline(
            "{\"id\":\"7\",\"self\":{},\"name\":\"Blocker+\",\"list\":[1],\"long\":\""
                + "x".repeat(500)
                + "\"}");
    assertThat(outline.preview(outline.root(), 60)).isEqualTo("id: \"7\", name: \"Blocker+\"");
    assertThat(outline.preview(outline.at("$.self").orElseThrow(), 60)).isEqualTo("{}");
    assertThat(outline.preview(outline.at("$.long").orElseThrow(), 20)).hasSize(20).endsWith("…");
  }

  @Test
  void pathsLeadBackToWhereTheyCameFrom() {
    JsonOutline outline = outline("{\"a.b\":{\"c\\\"d\":[{\"é\":1}]},\"\":2,\"customfield_1\":3}");
    walk(outline, outline.root());
    assertThat(text(outline, "$.\"\"")).isEqualTo("2");
    assertThatThrownBy(() -> outline.at("$.a[*]")).hasMessageContaining("no path to one value");
    assertThatThrownBy(() -> outline.at("fields")).isInstanceOf(IllegalArgumentException.class);
    assertThat(outline.at("$.nothing.here")).isEmpty();
  }

  private static void walk(JsonOutline outline, Node node) {
    assertThat(outline.at(node.path())).contains(node);
    outline.children(node).forEach(child -> walk(outline, child));
  }

  @Test
  void aConditionMeansThisValueAtAnyPlaceOfTheKind() {
    assertThat(JsonPaths.condition("$.a[3].\"b[1]\".c", "\"x\""))
        .isEqualTo("$.a[*].\"b[1]\".c ? (@ == \"x\")");
  }

  @Test
  void whatIsNoJsonIsToldWithThePlace() {
    assertThatThrownBy(() -> outline("{\"a\":1,}"))
        .isInstanceOf(UnreadableJson.class)
        .hasMessageContaining("byte");
    assertThatThrownBy(() -> outline("{} {}")).hasMessageContaining("follows its end");
    assertThatThrownBy(() -> outline("")).hasMessageContaining("empty");
    assertThatThrownBy(() -> outline("[1")).isInstanceOf(UnreadableJson.class);
    assertThat(outline("\ufeff{\"a\":1}").root().count()).isEqualTo(1);
    assertThat(outline(" 7 ").root().kind()).isEqualTo(Kind.NUMBER);
  }

  @Test
  void textIsFoundInValuesAndNames() {
    JsonOutline outline = outline("{\"a\":[{\"b\":\"some KAFKA here\"}],\"Kafka\":1}");
    assertThat(outline.find("kafka").orElseThrow().path()).isEqualTo("$.a[0].b");
    assertThat(outline.find("Nowhere")).isEmpty();
  }

  @Test
  void randomDocumentsReadAsJacksonReadsThem() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      String json = RandomJson.document(random);
      JsonOutline outline = outline(json);
      assertSame(outline, outline.root(), JSON.readTree(json));
      assertThat(JSON.readTree(String.join("\n", lines(json)))).isEqualTo(JSON.readTree(json));
    }
  }

  private static List<String> lines(String json) {
    JsonLines lines = JsonLines.of(json.getBytes(StandardCharsets.UTF_8));
    List<String> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      all.add(lines.line(i, 1_000_000));
    }
    return all;
  }

  private static void assertSame(JsonOutline outline, Node node, JsonNode expected) {
    switch (node.kind()) {
      case OBJECT -> {
        assertThat(node.count()).isEqualTo(expected.size());
        outline.all(node).forEach(child -> assertSame(outline, child, expected.path(child.name())));
      }
      case ARRAY -> {
        List<Node> all = outline.all(node);
        assertThat(all).hasSize(expected.size());
        for (int i = 0; i < all.size(); i++) {
          assertSame(outline, all.get(i), expected.path(i));
        }
      }
      case STRING -> assertThat(outline.text(node)).isEqualTo(expected.asString());
      default -> assertThat(JSON.readTree(outline.raw(node))).isEqualTo(expected);
    }
  }

  @Test
  void linesAreIndentedOneValueEach() {
    assertThat(lines("{\"a\": {} ,\r\n\"b\":[1,[ ],{\"c\"\n:\"x, y\"}]}"))
        .containsExactly(
            "{",
            "  \"a\": {} ,",
            "  \"b\":[",
            "    1,",
            "    [ ],",
            "    {",
            "      \"c\" :\"x, y\"",
            "    }",
            "  ]",
            "}");
  }

  @Test
  void twelveMegabytesOpenQuicklyAndSmall() {
    byte[] big = RandomJson.big(12 << 20);
    JsonOutline outline = JsonOutline.of(big);
    Node histories = outline.at("$.changelog.histories").orElseThrow();
    assertThat(histories.count()).isGreaterThan(20_000);
    List<Node> ranges = outline.children(histories);
    assertThat(ranges.size()).isLessThanOrEqualTo(101);
    Node last = outline.children(outline.children(ranges.getLast()).getLast()).getLast();
    assertThat(outline.preview(last, 80)).contains("id");
    JsonLines lines = JsonLines.of(big);
    assertThat(lines.size()).isGreaterThan(100_000);
    assertThat(lines.line(lines.size() - 1, 80)).isEqualTo("}");
    assertThat(JsonDiff.between(outline, outline).isSame()).isTrue();
  }
}
