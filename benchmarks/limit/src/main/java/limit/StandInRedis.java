package limit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Says yes to whatever a Redis client asks when it connects: {@link Limit} wants a Redis at its
 * start, also where only its other routes are measured. Argument: the port.
 */
public final class StandInRedis {
  public static void main(String[] arguments) throws Exception {
    var port = Integer.parseInt(arguments[0]);
    try (var server = new ServerSocket(port, 8, InetAddress.getLoopbackAddress())) {
      while (true) {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      }
    }
  }

  private static void answer(Socket socket) {
    try (socket) {
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        var command = "";
        for (int words = Integer.parseInt(line.substring(1)); words > 0; words--) {
          var bytes = new char[Integer.parseInt(in.readLine().substring(1)) + 2];
          for (int had = 0; had < bytes.length; ) {
            had += in.read(bytes, had, bytes.length - had);
          }
          command = command.isEmpty() ? new String(bytes, 0, bytes.length - 2) : command;
        }
        socket.getOutputStream().write(reply(command).getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private static String reply(String command) {
    return switch (command.toUpperCase(Locale.ROOT)) {
      case "HELLO" -> "-ERR unknown command 'HELLO'\r\n";
      case "PING" -> "+PONG\r\n";
      default -> "+OK\r\n";
    };
  }
}
