package io.episodal.bootstrap;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. */
@Command(
    name = "episodal",
    description = "The audience engine for episodic catalogues.",
    mixinStandardHelpOptions = true,
    version = "episodal 0.1.0",
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private static final int FAILURE = 1;

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    var commandLine = new CommandLine(new Main());
    commandLine.addSubcommand(new ImportCommand(Main::tell));
    var serve = Objects.requireNonNull(commandLine.getSubcommands().get("serve"));
    serve.getCommandSpec().usageMessage().footer(settingsTable());
    commandLine.setExecutionExceptionHandler(Main::failed);
    return commandLine;
  }

  @Command(
      name = "serve",
      description = "Starts the server and runs until Ctrl-C or SIGTERM.",
      mixinStandardHelpOptions = true)
  int serve(
      @Option(
              names = "--demo",
              description = "Load real titles with made-up followers and views at the first start.")
          boolean demo,
      @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on.")
          @Nullable String host,
      @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on.")
          @Nullable String port,
      @Option(names = "--data-dir", paramLabel = "DIR", description = "Directory for all data.")
          @Nullable String dataDirectory,
      @Option(
              names = "--config",
              paramLabel = "FILE",
              description = "File of KEY=value lines with the settings below.")
          @Nullable Path file)
      throws InterruptedException {
    var flags = new EnumMap<Setting, String>(Setting.class);
    put(flags, Setting.HOST, host);
    put(flags, Setting.PORT, port);
    put(flags, Setting.DATA_DIR, dataDirectory);
    var settings = Settings.of(flags, System.getenv(), Optional.ofNullable(file));
    Logs.configure(settings);
    var config = ServerConfig.of(settings);
    var server = new Server(config, Main::tell);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, stopped)));
    server.start(demo);
    tell(where(config, server));
    stopped.await();
    return 0;
  }

  private static void stop(Server server, CountDownLatch stopped) {
    if (!server.isClosed()) {
      tell("Stopping ...");
      server.close();
    }
    stopped.countDown();
  }

  private static String where(ServerConfig config, Server server) {
    var host = config.host().equals("0.0.0.0") ? "127.0.0.1" : config.host();
    var url = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
    var lines = new StringBuilder();
    lines.append("\nEpisodal serves on ").append(url).append('\n');
    lines.append("  page       ").append(url).append("/\n");
    lines.append("  API docs   ").append(url).append("/docs\n");
    lines
        .append("  data       ")
        .append(
            config
                .database()
                .map(ServerConfig.Database::jdbcUrl)
                .map(db -> db + " and ")
                .orElse(""))
        .append(config.dataDirectory())
        .append('\n');
    server
        .demoAccounts()
        .ifPresentOrElse(
            accounts -> accounts(lines, url, accounts),
            () -> {
              if (config.admin().isEmpty()) {
                lines.append(
                    "  To edit the catalogue, start it once with EPISODAL_ADMIN_EMAIL and"
                        + " EPISODAL_ADMIN_PASSWORD set.\n");
              }
            });
    return lines.append("Ctrl-C stops it.").toString();
  }

  private static void accounts(StringBuilder lines, String url, DemoAccounts accounts) {
    lines.append("\nDemo accounts (a link signs in by itself)\n");
    account(lines, url, accounts.admin(), "admin");
    accounts.viewers().forEach(viewer -> account(lines, url, viewer, "viewer"));
    lines.append('\n');
  }

  private static void account(
      StringBuilder lines, String url, DemoAccounts.Person person, String role) {
    var json =
        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(person.email(), person.password());
    var link =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    lines.append(
        "  %-7s %-20s %s%n          %s/#sign-in=%s%n"
            .formatted(role, person.email(), person.password(), url, link));
  }

  private static String[] settingsTable() {
    var rows =
        Arrays.stream(Setting.values())
            .map(setting ->
                "  %-34s %s%s"
                    .formatted(
                        setting.key(),
                        setting.meaning(),
                        setting.usual().isEmpty() ? "" : " (default " + setting.usual() + ")"))
            .collect(Collectors.joining("%n"));
    return new String[] {"%nSettings, from the environment or a file:%n" + rows};
  }

  private static void put(Map<Setting, String> flags, Setting setting, @Nullable String value) {
    if (value != null) {
      flags.put(setting, value);
    }
  }

  private static int failed(
      Exception error, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (error instanceof StartupException || error instanceof RefusedCatalogue) {
      commandLine.getErr().println(error.getMessage());
      return FAILURE;
    }
    throw error;
  }

  private static void tell(String line) {
    System.out.println(line);
  }
}
