package io.episodal.bootstrap;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A gzipped catalogue of the demo's titles, repeated under other names and ids. */
final class RepeatedDemo {
  private RepeatedDemo() {}

  static Path write(Path directory, int times) throws IOException {
    var mapper = JsonMapper.builder().build();
    var file = directory.resolve("catalogue.json.gz");
    try (var demo = CatalogueSource.resource(Demo.CATALOGUE).open();
        var out = mapper.createGenerator(new GZIPOutputStream(Files.newOutputStream(file)))) {
      var items = mapper.readTree(demo).required("items");
      out.writeStartObject();
      out.writeArrayFieldStart("items");
      for (int i = 1; i <= times; i++) {
        for (var item : items) {
          write(item.deepCopy(), i, mapper, out);
        }
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return file;
  }

  private static void write(JsonNode item, int time, JsonMapper mapper, JsonGenerator out)
      throws IOException {
    var copy = (ObjectNode) item;
    copy.put("title", copy.required("title").textValue() + " " + time);
    for (var site : copy.required("sites")) {
      var id = site.required("id").textValue();
      ((ObjectNode) site).put("id", id.replaceFirst("(\\d+)", "$1-" + time));
    }
    mapper.writeTree(out, copy);
  }
}
