package dev.cutover.transform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AtlassianDocumentTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void paragraphsStandOnLinesOfTheirOwnAndHardBreaksBreakThem() {
    assertThat(
            text(
                paragraph(words("one ") + "," + words("line")),
                paragraph(words("two") + ",{'type':'hardBreak'}," + words("three"))))
        .isEqualTo("one line\ntwo\nthree");
  }

  @Test
  void headingsCodeRulesAndQuotesKeepTheirMarks() {
    assertThat(
            text(
                "{'type':'heading','attrs':{'level':2},'content':[" + words("Title") + "]}",
                "{'type':'codeBlock','attrs':{'language':'java'},'content':["
                    + words("int a;\\nint b;")
                    + "]}",
                "{'type':'rule'}",
                "{'type':'blockquote','content':[" + paragraph(words("said")) + "]}"))
        .isEqualTo("## Title\n```java\nint a;\nint b;\n```\n---\n> said");
  }

  @Test
  void listsInListsAreIndentedBehindTheirItem() {
    String inner = list("bulletList", paragraph(words("inner")));
    String deep = list("orderedList", paragraph(words("first")) + "," + inner);
    String ordered =
        "{'type':'orderedList','attrs':{'order':3},'content':["
            + item(paragraph(words("three")))
            + ","
            + item(paragraph(words("four")))
            + "]}";
    assertThat(text(list("bulletList", paragraph(words("outer")) + "," + deep), ordered))
        .isEqualTo("• outer\n  1. first\n    • inner\n3. three\n4. four");
  }

  @Test
  void mentionsEmojiLinksCardsDatesAndStatusesAreReadable() {
    assertThat(
            text(
                paragraph(
                    "{'type':'mention','attrs':{'id':'5b','text':'@Ann'}}, "
                        + words(" ")
                        + ",{'type':'mention','attrs':{'id':'5c','text':''}},"
                        + words(" ")
                        + ",{'type':'emoji','attrs':{'shortName':':smile:','text':'😄'}},"
                        + words(" ")
                        + ",{'type':'text','text':'docs','marks':[{'type':'strong'},{'type':'link',"
                        + "'attrs':{'href':'https://a/b'}}]},"
                        + words(" ")
                        + ",{'type':'text','text':'https://c','marks':[{'type':'link',"
                        + "'attrs':{'href':'https://c'}}]},"
                        + words(" ")
                        + ",{'type':'inlineCard','attrs':{'url':'https://d'}},"
                        + words(" ")
                        + ",{'type':'date','attrs':{'timestamp':'1591920793360'}},"
                        + words(" ")
                        + ",{'type':'status','attrs':{'text':'READY','color':'green'}}")))
        .isEqualTo("@Ann @5c 😄 docs (https://a/b) https://c https://d 2020-06-12 READY");
  }

  @Test
  void tablesPanelsTasksExpandsAndMediaKeepTheirContent() {
    String table =
        "{'type':'table','content':[{'type':'tableRow','content':["
            + "{'type':'tableHeader','content':["
            + paragraph(words("a"))
            + "]},{'type':'tableHeader','content':["
            + paragraph(words("b"))
            + "]}]},{'type':'tableRow','content':[{'type':'tableCell','content':["
            + paragraph(words("1"))
            + ","
            + paragraph(words("2"))
            + "]},{'type':'tableCell','content':[]}]}]}";
    assertThat(
            text(
                table,
                "{'type':'panel','attrs':{'panelType':'warning'},'content':["
                    + paragraph(words("hot"))
                    + "]}",
                "{'type':'taskList','content':[{'type':'taskItem','attrs':{'state':'DONE'},"
                    + "'content':["
                    + words("did")
                    + "]},{'type':'taskItem','attrs':{'state':'TODO'},'content':["
                    + words("do")
                    + "]}]}",
                "{'type':'expand','attrs':{'title':'More'},'content':["
                    + paragraph(words("below"))
                    + "]}",
                "{'type':'mediaSingle','content':[{'type':'media','attrs':{'alt':'shot.png'}}]}"))
        .isEqualTo(
            "a | b\n1 2 | \n[warning] hot\n[x] did\n[ ] do\nMore\nbelow\n[attachment: shot.png]");
  }

  @Test
  void anUnknownNodeGivesTheTextInsideIt() {
    assertThat(text("{'type':'somethingNew','content':[" + paragraph(words("kept")) + "]}"))
        .isEqualTo("kept");
  }

  @Test
  void onlyADocumentIsADocument() {
    assertThat(AtlassianDocument.isOne(JSON.readTree("{\"type\":\"doc\",\"content\":[]}")))
        .isTrue();
    assertThat(AtlassianDocument.isOne(JSON.readTree("{\"value\":\"doc\"}"))).isFalse();
  }

  private static String text(String... blocks) {
    String json =
        "{'version':1,'type':'doc','content':[" + String.join(",", blocks) + "]}".replace("''", "");
    return AtlassianDocument.text(JSON.readTree(json.replace('\'', '"')));
  }

  private static String paragraph(String inline) {
    return "{'type':'paragraph','content':[" + inline + "]}";
  }

  private static String words(String text) {
    return "{'type':'text','text':'" + text + "'}";
  }

  private static String list(String type, String itemContent) {
    return "{'type':'" + type + "','content':[" + item(itemContent) + "]}";
  }

  private static String item(String content) {
    return "{'type':'listItem','content':[" + content + "]}";
  }
}
