package io.episodal.bootstrap;

import java.nio.file.Path;

/**
 * Keeps the PostgreSQL of benchmark data running until the process is ended, and prints its
 * addresses. Argument: the directory of the data.
 */
public final class HoldData {
  private HoldData() {}

  public static void main(String[] arguments) throws InterruptedException {
    try (var data = KeptData.open(Path.of(arguments[0]))) {
      System.out.println(data.address());
      System.out.println("DATABASE_URL=" + data.databaseUrl());
      System.out.println("Ctrl-C stops it.");
      Thread.currentThread().join();
    }
  }
}
