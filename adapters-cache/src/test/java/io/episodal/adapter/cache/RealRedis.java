package io.episodal.adapter.cache;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.Consumer;
import redis.embedded.RedisServer;

/** A Redis of the tests, on a port of its own. */
final class RealRedis implements AutoCloseable {
  private final int port;
  private final String[] settings;
  private RedisServer server;

  private RealRedis(int port, String... settings) throws IOException {
    this.port = port;
    this.settings = settings;
    this.server = server();
  }

  static RealRedis started(String... settings) throws IOException {
    var redis = absent(settings);
    redis.server.start();
    return redis;
  }

  /** One that does not run yet. */
  static RealRedis absent(String... settings) throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new RealRedis(socket.getLocalPort(), settings);
    }
  }

  int port() {
    return port;
  }

  String address() {
    return "redis://127.0.0.1:" + port;
  }

  void start() throws IOException {
    server = server();
    server.start();
  }

  /** Has somebody at the command line. */
  void tell(Consumer<RedisCommands<String, String>> commands) {
    try (var client = RedisClient.create(address());
        var connection = client.connect()) {
      commands.accept(connection.sync());
    }
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }

  private RedisServer server() throws IOException {
    var builder = RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"");
    for (var setting : settings) {
      builder.setting(setting);
    }
    return builder.build();
  }
}
