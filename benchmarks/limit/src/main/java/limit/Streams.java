package limit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Holds many idle streams of notifications on one thread, prints what each costs the server, and
 * then measures from the stamp of a delivery, which is taken before its commit, to the arrival at
 * the client. Arguments: the server's address, its process id, the number of streams, a file with
 * the users' tokens, of whom the first so many are told, the number of rounds, and a command that
 * publishes an episode, run once for each round.
 */
public final class Streams {
  private static final Duration PATIENCE = Duration.ofSeconds(240);
  private static final Pattern CREATED = Pattern.compile("\"created_at\":\"([^\"]+)\"");
  private static final int OPENING = 64;

  private final Selector selector;
  private final InetSocketAddress address;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
  private long[] delays = new long[0];
  private int told;
  private int begun;
  private int lost;

  private Streams(Selector selector, InetSocketAddress address) {
    this.selector = selector;
    this.address = address;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var server = URI.create(arguments[0]);
    var process = arguments[1];
    var count = Integer.parseInt(arguments[2]);
    var tokens = Files.readAllLines(Path.of(arguments[3]));
    var followers = Integer.parseInt(arguments[4]);
    var rounds = Integer.parseInt(arguments[5]);
    var command = List.of(arguments).subList(6, arguments.length);
    var expected = (int) IntStream.range(0, count).filter(i -> i % tokens.size() < followers).count();
    try (var selector = Selector.open()) {
      var streams =
          new Streams(selector, new InetSocketAddress(server.getHost(), server.getPort()));
      var before = residentBytes(process);
      streams.open(count, tokens);
      streams.settle();
      var each = (residentBytes(process) - before) / count;
      System.out.printf(ROOT, "%,d streams are open, %,d bytes each%n", count, each);
      for (int round = 1; round <= rounds; round++) {
        streams.publish(round, expected, command);
      }
      System.out.printf(
          ROOT,
          "RESULT bytes=%d p50_ms=%.1f p99_ms=%.1f told=%d lost=%d%n",
          each,
          streams.percentile(.5),
          streams.percentile(.99),
          streams.delays.length,
          streams.lost);
    }
  }

  /** Some at a time, so that no connection waits for long to be accepted. */
  private void open(int count, List<String> tokens) throws IOException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    for (int opened = 0; opened < count; ) {
      for (int i = 0; i < OPENING && opened < count; i++, opened++) {
        var channel = SocketChannel.open(address);
        var request =
            """
            GET /api/v1/notifications/stream HTTP/1.1\r
            Host: %s:%d\r
            Accept: text/event-stream\r
            Authorization: Bearer %s\r
            \r
            """
                .formatted(
                    address.getHostString(),
                    address.getPort(),
                    tokens.get(opened % tokens.size()));
        channel.write(ByteBuffer.wrap(request.getBytes(ISO_8859_1)));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
      }
      while (begun < opened) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException(begun + " of " + opened + " streams began");
        }
        read();
      }
    }
  }

  /** Gives the server time to forget what opening took. */
  private void settle() throws IOException {
    var end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (System.nanoTime() < end) {
      read();
    }
  }

  private void publish(int round, int count, List<String> command)
      throws IOException, InterruptedException {
    var before = told;
    delays = Arrays.copyOf(delays, before + count);
    var publishing = new ProcessBuilder(command).inheritIO().start();
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (told < before + count && System.nanoTime() < end) {
      read();
    }
    if (publishing.waitFor() != 0) {
      throw new IllegalStateException("the episode was not published");
    }
    lost += before + count - told;
    delays = Arrays.copyOf(delays, told);
    var ofRound = Arrays.copyOfRange(delays, before, told);
    Arrays.sort(ofRound);
    System.out.printf(
        ROOT,
        "  round %d: %,d of %,d told, the last after %.1f ms%n",
        round,
        ofRound.length,
        count,
        ofRound.length == 0 ? 0 : ofRound[ofRound.length - 1] / 1e3);
  }

  private void read() throws IOException {
    selector.select(
        key -> {
          try {
            read((SocketChannel) key.channel());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        100);
  }

  private void read(SocketChannel channel) throws IOException {
    buffer.clear();
    if (channel.read(buffer) < 0) {
      throw new IllegalStateException("the server ended a stream");
    }
    var text = UTF_8.decode(buffer.flip()).toString();
    if (text.startsWith("HTTP/1.1 200")) {
      begun++;
    } else if (text.startsWith("HTTP/1.1")) {
      throw new IllegalStateException("a stream was refused: " + text.lines().findFirst());
    }
    var created = CREATED.matcher(text);
    var now = Instant.now();
    while (created.find() && told < delays.length) {
      delays[told++] = Duration.between(Instant.parse(created.group(1)), now).toNanos() / 1_000;
    }
  }

  private double percentile(double share) {
    var sorted = delays.clone();
    Arrays.sort(sorted);
    return sorted.length == 0
        ? 0
        : sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))] / 1e3;
  }

  private static long residentBytes(String process) throws IOException {
    return Files.readAllLines(Path.of("/proc", process, "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
