package io.episodal.adapter.http;

/** The server that a fuzz run calls. Thread-safe. */
interface FuzzTarget extends AutoCloseable {
  int port();

  String userToken();

  String adminToken();

  /** Does background work that the server does not do by itself. */
  void work();

  /** What the server needs after a garbage collection. */
  Memory memory();

  @Override
  void close();

  /** Sizes in bytes, 0 where they cannot be told. */
  record Memory(long heap, long resident) {}

  /** An engine over the store in memory, in this process. */
  static FuzzTarget inProcess() {
    var server = new TestServer();
    return new FuzzTarget() {
      @Override
      public int port() {
        return server.api.port();
      }

      @Override
      public String userToken() {
        return TestServer.TOKEN;
      }

      @Override
      public String adminToken() {
        return TestServer.ADMIN_TOKEN;
      }

      @Override
      public void work() {
        server.work();
      }

      @Override
      public Memory memory() {
        return new Memory(0, 0);
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }
}
