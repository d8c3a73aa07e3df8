package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.episodal.domain.catalog.AlternativeTitle;
import io.episodal.domain.catalog.ReleaseStatus;
import io.episodal.domain.catalog.port.in.ImportCatalog.Title;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the items of a file, and what files are refused, with the place of the fault. */
final class CatalogueTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String ITEM = CatalogueFile.series(1, "First");

  @TempDir private Path home;

  @Test
  void anItemBecomesATitle() throws Exception {
    var item =
        """
        {"title": "\\u200bFrieren ", "titleTranslate": {"zh-Hans": ["葬送的芙莉莲", "葬送的芙莉莲"],
          "en": ["Frieren", " "], "ja": ["Frieren"]}, "type": "tv", "lang": "ja", "unknown": [1],
          "begin": "2023-09-29T14:00:00.000Z", "broadcast": "R/2023-09-29T14:00:00.000Z/P7D",
          "end": "2024-03-22T15:00:00.000Z", "comment": "", "sites": [
            {"site": "tmdb", "id": "tv/209867/season/1"}, {"site": "aniList", "id": "154587"},
            {"site": "bangumi", "id": "400602"}, {"site": "prime", "id": "x"},
            {"site": "mal"}]}
        """;

    var title = only(titles(CatalogueFile.of(item)));

    assertEquals("bangumi:400602", title.key());
    assertEquals("Frieren", title.details().title());
    assertEquals(
        List.of(new AlternativeTitle("en", "Frieren"), new AlternativeTitle("zh-Hans", "葬送的芙莉莲")),
        title.details().alternativeTitles());
    assertEquals(Set.of("TV series"), title.genres());
    assertEquals(List.of("ja"), title.details().tags());
    assertEquals(ReleaseStatus.COMPLETED, title.details().status());
    assertEquals(26, title.details().totalEpisodes());
    assertEquals(26, title.episodes().size());
    assertEquals(
        Map.of("tmdb", "tv/209867/season/1", "anilist", "154587", "bangumi", "400602"),
        title.details().externalIds());
  }

  @Test
  void aGzippedFileIsTheSame() throws Exception {
    var text = CatalogueFile.ofSeries(3);
    var packed = Files.write(home.resolve("packed"), CatalogueFile.gzipped(text));

    assertEquals(titles(text), titles(Catalogue.read(CatalogueSource.file(packed))));
  }

  @Test
  void onlyTitleTypeAndLanguageAreNeeded() throws Exception {
    var title =
        only(titles(CatalogueFile.of("{\"title\":\"Bare\",\"type\":\"ova\",\"lang\":\"en\"}")));

    assertEquals(ReleaseStatus.ANNOUNCED, title.details().status());
    assertEquals(List.of(), title.episodes());
  }

  @Test
  void partsThatShareAnIdUpToTheSeasonAreAFranchise() throws Exception {
    var titles =
        titles(
            CatalogueFile.of(
                part(1, "Saga 第2期", "2021", "tv/7/season/2"),
                part(2, "Saga (2019)", "2019", "tv/7/season/1"),
                part(3, "Alone", "2020", "tv/8/season/1"),
                part(4, "Saga", "2001", "tv/9"),
                part(5, "Saga Z", "2005", "tv/9")));

    assertEquals(
        Arrays.asList("Saga", "Saga", null, "Saga (2001)", "Saga (2001)"),
        titles.stream().map(Title::franchise).toList());
  }

  @Test
  void itemsWithTheSameIdStayApart() throws Exception {
    var titles =
        titles(CatalogueFile.of(ITEM, CatalogueFile.series(1, "Second"), withoutSites("x")));

    assertEquals(List.of("mal:1", "mal:1#2", "title:x"), titles.stream().map(Title::key).toList());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          "title":"First"                    | "title":7              | title must be a text
          "title":"First",                   | `                     `| title must be a text
          "title":"First"                    | "title":"\\u0000"      | title must not contain the character U+0000
          "title":"First"                    | "title":" "            | title must not be blank
          "type":"tv"                        | "type":"radio"         | type must be tv, movie, ova or web, not radio
          "lang":"ja"                        | "lang":["ja"]          | lang must be a text
          "begin":"2015-07-04T15:00:00.000Z" | "begin":"4 July 2015"  | begin must be a moment such as
          "begin":"2015-07-04T15:00:00.000Z" | "begin":20150704       | begin must be a text
          "begin":"2015-07-04T15:00:00.000Z" | "begin":"0015-07-04T15:00:00.000Z" | more than 20,000
          "broadcast":""                     | "broadcast":"weekly"   | broadcast must be a repeating interval
          "sites":[{                         | "sites":[3,{           | sites must be a list of objects
          {"en":["English First"]}           | {"en":"x"}             | titleTranslate.en must be a list of texts
          """)
  void aBadItemIsNamed(String good, String bad, String reason) throws Exception {
    assertTrue(ITEM.contains(good), good);
    var text = CatalogueFile.of(CatalogueFile.series(9, "Before"), ITEM.replace(good, bad));

    var sentence = refusal(text);

    assertTrue(sentence.contains("cannot be imported: item 2 "), sentence);
    assertTrue(sentence.contains(reason), sentence);
  }

  @Test
  void whereAnItemBeginsIsTold() throws Exception {
    var text = CatalogueFile.of(ITEM, "7");

    var sentence = refusal(text);

    var place = "item 2 at byte %d (line 3, column 1)".formatted(text.indexOf("7\n]"));
    assertTrue(sentence.contains(place + ": must be an object"), sentence);
  }

  @Test
  void whereJsonIsBrokenIsTold() throws Exception {
    var text = CatalogueFile.of(ITEM, CatalogueFile.series(2, "Second"));
    var at = text.indexOf("\"lang\"", text.indexOf("Second"));
    var broken = text.substring(0, at) + "}" + text.substring(at + 1);

    var sentence = refusal(broken);

    assertTrue(sentence.contains("it is no JSON at byte "), sentence);
    assertTrue(sentence.contains("line 3, column "), sentence);
    assertTrue(sentence.contains("in item 2 after First"), sentence);
  }

  @Test
  void aFileThatIsCutOffAnywhereIsRefused() throws Exception {
    var text = CatalogueFile.of(ITEM, CatalogueFile.series(2, "Second"));
    for (int length = 0; length < text.length() - 1; length += 7) {
      var cut = text.substring(0, length);
      assertFalse(refusal(cut).isEmpty(), cut);
    }
  }

  @Test
  void gzipDataThatAreCutOffAnywhereAreRefused() throws Exception {
    var packed = CatalogueFile.gzipped(CatalogueFile.of(ITEM, CatalogueFile.series(2, "Second")));
    for (int length = 2; length < packed.length; length += 5) {
      var sentence = refusal(Arrays.copyOf(packed, length));
      assertTrue(sentence.contains("it is cut off: its gzip data end at "), sentence);
    }
  }

  @Test
  void aFlippedBitInGzipDataIsNoticed() throws Exception {
    var packed = CatalogueFile.gzipped(CatalogueFile.ofSeries(20));
    for (int at = 12; at < packed.length - 4; at += 11) {
      var flipped = packed.clone();
      flipped[at] ^= 0x10;
      assertFalse(refusal(flipped).isEmpty());
    }
  }

  @Test
  void whatFollowsTheItemsIsReadAndWhatFollowsTheFileRefused() throws Exception {
    var text = CatalogueFile.of(ITEM).replace("]}\n", "],\"more\":{\"a\":[1]}}\n");
    assertEquals(1, titles(text).size());

    assertTrue(refusal(text + "{}").contains("something follows its JSON at byte "));
    assertTrue(refusal(text.replace("\"more\"", "\"items\"")).contains("Duplicate field 'items'"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          []                          | it is no object
          {}                          | it has no members
          {"releases":[],"version":1} | its members are releases, version
          {"items":{}}                | its member items is no list
          """)
  void aForeignFileIsToldWhatIsExpected(String text, String reason) throws Exception {
    var sentence = refusal(text);

    assertTrue(sentence.contains(reason + ". Expected is the JSON of bangumi-data"), sentence);
  }

  @Test
  void whatIsNoTextAtAllIsRefused() throws Exception {
    assertTrue(refusal("PK\u0003\u0004 an archive").contains("it is no JSON at byte "));
    assertTrue(refusal("").contains("it has no JSON in it"), refusal(""));
    var bytes = CatalogueFile.of(ITEM).getBytes(StandardCharsets.UTF_8);
    bytes[CatalogueFile.of(ITEM).indexOf("First")] = (byte) 0xff;
    assertTrue(refusal(bytes).contains("Invalid UTF-8"));
  }

  @Test
  void aMissingFileIsNamed() {
    var missing = home.resolve("missing.json");

    var refused =
        assertThrows(RefusedCatalogue.class, () -> Catalogue.read(CatalogueSource.file(missing)));

    assertEquals(
        missing + " cannot be imported: it cannot be read: " + missing + " is missing.",
        refused.getMessage());
  }

  private static String part(int id, String title, String year, String tmdb) {
    return CatalogueFile.item(id, title, year + "-04-01T00:00:00Z", year + "-06-01T00:00:00Z")
        .replace("\"sites\":[", "\"sites\":[{\"site\":\"tmdb\",\"id\":\"" + tmdb + "\"},");
  }

  private static String withoutSites(String title) {
    return "{\"title\":\"%s\",\"type\":\"web\",\"lang\":\"en\",\"sites\":[]}".formatted(title);
  }

  private static Title only(List<Title> titles) {
    assertEquals(1, titles.size());
    return titles.getFirst();
  }

  private List<Title> titles(String text) throws IOException {
    return titles(Catalogue.read(CatalogueFile.source(home, text)));
  }

  private static List<Title> titles(Catalogue catalogue) {
    var titles = new ArrayList<Title>();
    catalogue.titles(NOW).forEach(titles::add);
    assertEquals(catalogue.size(), titles.size());
    return titles;
  }

  private String refusal(String text) throws IOException {
    return refusal(text.getBytes(StandardCharsets.UTF_8));
  }

  private String refusal(byte[] bytes) throws IOException {
    var file = Files.write(home.resolve("refused"), bytes);
    var refused =
        assertThrows(RefusedCatalogue.class, () -> Catalogue.read(CatalogueSource.file(file)));
    return Objects.requireNonNull(refused.getMessage());
  }
}
