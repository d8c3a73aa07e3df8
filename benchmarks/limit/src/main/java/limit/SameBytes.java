package limit;

import io.javalin.Javalin;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@link Limit} with the bytes of a file: the plainest server that answers {@code /fixed} with
 * them. Arguments: the file and the port.
 */
public final class SameBytes {
  public static void main(String[] arguments) throws Exception {
    var body = Files.readAllBytes(Path.of(arguments[0]));
    Javalin.create(
            config -> {
              config.concurrency.useVirtualThreads = true;
              config.startup.showJavalinBanner = false;
              config.routes.get(
                  "/fixed", context -> context.contentType("application/json").result(body));
            })
        .start("127.0.0.1", Integer.parseInt(arguments[1]));
  }
}
