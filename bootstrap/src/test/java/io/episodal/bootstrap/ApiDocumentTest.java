package io.episodal.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.episodal.adapter.http.HttpApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about the HTTP interface names every call, and none that is not there. */
final class ApiDocumentTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]+ /\\S*)` \\|");
  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

  @Test
  void itsTableHasTheCallsOfTheContract() throws IOException {
    var documented =
        ROW.matcher(Files.readString(Path.of("../docs/api.md")))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertFalse(documented.isEmpty());
    assertEquals(callsOfTheContract(), documented);
  }

  private static Set<String> callsOfTheContract() throws IOException {
    var calls = new TreeSet<String>();
    try (var contract = HttpApi.class.getResourceAsStream("openapi.json")) {
      new ObjectMapper()
          .readTree(contract)
          .get("paths")
          .properties()
          .forEach(path ->
              METHODS.stream()
                  .filter(path.getValue()::has)
                  .forEach(method ->
                      calls.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
    }
    return calls;
  }
}
