package io.episodal.bootstrap;

import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Help.Ansi;

/** Shows how far a piece of work is: as a bar on a terminal, else in a line now and then. */
interface ProgressDisplay extends AutoCloseable {
  int EVERY = 1_000;
  int WIDTH = 79;
  int REDRAW_MILLIS = 100;

  /** So many of all titles have been handled. */
  void at(long count);

  @Override
  void close();

  /** A bar on standard error if the output is a terminal, else lines for {@code tell}. */
  static ProgressDisplay of(String what, long total, Consumer<String> tell) {
    return Ansi.AUTO.enabled() ? bar(what, total) : lines(what, total, tell);
  }

  private static ProgressDisplay bar(String what, long total) {
    var bar =
        ProgressBar.builder()
            .setTaskName(what)
            .setInitialMax(total)
            .setUnit(" titles", 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
            .build();
    return new ProgressDisplay() {
      @Override
      public void at(long count) {
        bar.stepTo(count);
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }

  private static ProgressDisplay lines(String what, long total, Consumer<String> tell) {
    return new ProgressDisplay() {
      @Override
      public void at(long count) {
        if (count % EVERY == 0 || count == total) {
          tell.accept("%s: %,d of %,d titles ...".formatted(what, count, total));
        }
      }

      @Override
      public void close() {}
    };
  }
}
