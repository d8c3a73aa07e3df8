package io.episodal.bootstrap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Small files in the format of bangumi-data, good and bad. */
final class CatalogueFile {
  static final String HEADER = "{\"siteMeta\":{\"mal\":{\"type\":\"info\"}},\"items\":[\n";
  static final String FOOTER = "\n]}\n";

  private CatalogueFile() {}

  /** A series of 12 weekly episodes. */
  static String series(int id, String title) {
    return item(id, title, "2015-07-04T15:00:00.000Z", "2015-09-19T15:24:00.000Z");
  }

  static String item(int id, String title, String begin, String end) {
    return ("{'title':'%s','titleTranslate':{'en':['English %s']},'type':'tv','lang':'ja',"
            + "'begin':'%s','broadcast':'','end':'%s','comment':'',"
            + "'sites':[{'site':'mal','id':'%d'}]}")
        .replace('\'', '"')
        .formatted(title, title, begin, end, id);
  }

  /** Items as a whole file. */
  static String of(String... items) {
    return HEADER + Arrays.stream(items).collect(Collectors.joining(",\n")) + FOOTER;
  }

  /** So many series, with ids from 1. */
  static String ofSeries(int count) {
    return of(
        IntStream.rangeClosed(1, count)
            .mapToObj(id -> series(id, "Series " + id))
            .toArray(String[]::new));
  }

  static CatalogueSource source(Path directory, String text) throws IOException {
    return CatalogueSource.file(
        Files.writeString(Files.createTempFile(directory, "catalogue", ".json"), text));
  }

  static byte[] gzipped(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var packing = new GZIPOutputStream(bytes)) {
      packing.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
