package io.episodal.bootstrap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.TreeSet;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of a bangumi-data file one by one, and the file to its very end. Whatever is
 * wrong with it is told with its place. Not thread-safe.
 */
final class BangumiReader implements AutoCloseable {
  private static final String EXPECTED =
      "Expected is the JSON of bangumi-data (https://github.com/bangumi-data/bangumi-data), gzipped"
          + " or not: an object whose member items is a list of titles";

  private static final String CUT_OFF = "it is cut off: its gzip data end at ";

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();

  private final CatalogueSource source;
  private final InputStream bytes;
  private final JsonParser parser;
  private int count;
  private String lastTitle = "";
  private boolean ended;

  private BangumiReader(CatalogueSource source, InputStream bytes) throws IOException {
    this.source = source;
    this.bytes = bytes;
    parser = MAPPER.createParser(bytes);
  }

  /** Opens a file and goes to its first item. */
  static BangumiReader open(CatalogueSource source) {
    BangumiReader reader;
    try {
      reader = new BangumiReader(source, source.open());
    } catch (EOFException e) {
      throw refused(source, CUT_OFF + place(null), e);
    } catch (IOException e) {
      throw refused(source, StartupException.because("it cannot be read", e).getMessage(), e);
    }
    try {
      reader.goToItems();
      return reader;
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** The next item, or null after the last one. */
  @Nullable BangumiItem next() {
    if (ended) {
      return null;
    }
    try {
      if (parser.nextToken() == JsonToken.END_ARRAY) {
        finish();
        return null;
      }
      count++;
      var start = parser.currentTokenLocation();
      JsonNode node = MAPPER.readTree(parser);
      try {
        var item = BangumiItem.of(node);
        lastTitle = item.title();
        return item;
      } catch (RefusedCatalogue e) {
        var title = node.path("title").textValue();
        throw refused(
            "item %d%s at %s: %s"
                .formatted(
                    count, title == null ? "" : " (" + title + ")", place(start), e.getMessage()));
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The number of the item that was read last, from 1. */
  int count() {
    return count;
  }

  /** Refuses the item that was read last. */
  RefusedCatalogue refusedItem(String reason) {
    return refused("item %d (%s): %s".formatted(count, lastTitle, reason));
  }

  @Override
  public void close() {
    try {
      bytes.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void goToItems() {
    var others = new TreeSet<String>();
    try {
      var first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw foreign(first == null ? "it has no JSON in it" : "it is no object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var member = parser.currentName();
        if (member.equals("items")) {
          if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw foreign("its member items is no list");
          }
          return;
        }
        others.add(member);
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    throw foreign(
        others.isEmpty() ? "it has no members" : "its members are " + String.join(", ", others));
  }

  /** Reads what stands after the items too, so that nothing cut off or changed goes unnoticed. */
  private void finish() throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      parser.nextToken();
      parser.skipChildren();
    }
    if (parser.nextToken() != null) {
      throw refused("something follows its JSON at " + place(parser.currentTokenLocation()));
    }
    ended = true;
  }

  private RefusedCatalogue unreadable(IOException e) {
    return switch (e) {
      case JsonProcessingException json ->
          refused(
              "it is no JSON at %s%s: %s"
                  .formatted(place(json.getLocation()), after(), json.getOriginalMessage()),
              e);
      case EOFException cut -> refused(CUT_OFF + place(parser.currentLocation()) + after(), e);
      case ZipException corrupt ->
          refused(
              "its gzip data are corrupt near %s%s: %s"
                  .formatted(place(parser.currentLocation()), after(), corrupt.getMessage()),
              e);
      default ->
          refused(String.valueOf(StartupException.because("it cannot be read", e).getMessage()), e);
    };
  }

  private RefusedCatalogue foreign(String found) {
    return refused(found + ". " + EXPECTED);
  }

  private String after() {
    return count == 0 ? "" : ", in item %d after %s".formatted(count, lastTitle);
  }

  /** Bytes are counted in the JSON as it is unpacked. */
  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? "its beginning"
        : "byte %d (line %d, column %d)"
            .formatted(location.getByteOffset(), location.getLineNr(), location.getColumnNr());
  }

  private RefusedCatalogue refused(String reason) {
    return new RefusedCatalogue(sentence(source, reason));
  }

  private RefusedCatalogue refused(String reason, Exception cause) {
    return refused(source, reason, cause);
  }

  private static RefusedCatalogue refused(
      CatalogueSource source, @Nullable String reason, Exception cause) {
    return new RefusedCatalogue(sentence(source, String.valueOf(reason)), cause);
  }

  private static String sentence(CatalogueSource source, String reason) {
    return source.name() + " cannot be imported: " + reason + ".";
  }
}
