package io.episodal.bootstrap;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Makes benchmark data, or says that they are there. Arguments: the directory, which is empty or
 * has them, the size, a catalogue file or how often the demo's titles are repeated, and the
 * directory of the SQL.
 */
public final class MakeData {
  private MakeData() {}

  public static void main(String[] arguments) throws SQLException, IOException {
    var directory = Path.of(arguments[0]);
    var catalogue =
        arguments[2].matches("\\d+")
            ? RepeatedDemo.write(directory, Integer.parseInt(arguments[2]))
            : Path.of(arguments[2]);
    try (var data = KeptData.open(directory)) {
      System.out.println(
          data.ensure(
              DataSize.valueOf(arguments[1]),
              CatalogueSource.file(catalogue),
              Path.of(arguments[3])));
    }
  }
}
