package io.episodal.bootstrap;

import static java.util.Locale.ROOT;

import io.episodal.application.Episodal;
import io.episodal.domain.analytics.Interval;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.ReleaseFigures;
import io.episodal.domain.analytics.Window;
import io.episodal.domain.catalog.ReleaseId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Asks an engine without cache every question of analytics, over a few views and over many, in
 * turn. Arguments: the directory of the many, and that of the few or nothing.
 */
public final class UncachedReadBenchmark {
  private static final int HOTTEST = 100;
  private static final int TOP = 10;
  private static final int WARM_UPS = 60;
  private static final int ROUNDS = 5;
  private static final int RUNS = 60;

  private UncachedReadBenchmark() {}

  public static void main(String[] arguments) throws SQLException {
    try (var many = KeptData.open(Path.of(arguments[0]))) {
      var questions = prepared(many);
      if (arguments.length == 1) {
        measure(questions, questions);
      } else {
        try (var few = KeptData.open(Path.of(arguments[1]))) {
          measure(questions, prepared(few));
        }
      }
    }
  }

  private static Map<String, Question> prepared(KeptData data) throws SQLException {
    var engine = data.engine();
    data.rollUp(engine);
    return questions(engine);
  }

  /** Prints how long every question takes, and the worst and the sums last. */
  private static void measure(Map<String, Question> many, Map<String, Question> few) {
    System.out.printf(ROOT, "%-44s %8s %8s %8s%n", "ms", "median", "p99", "few");
    var slowest = 0.0;
    var sum = 0.0;
    var sumOfFew = 0.0;
    for (var question : many.entrySet()) {
      var millis = new Times();
      var millisOfFew = new Times();
      question.getValue().ask(WARM_UPS);
      few.get(question.getKey()).ask(WARM_UPS);
      for (int i = 0; i < ROUNDS; i++) {
        millis.addAll(question.getValue().ask(RUNS));
        millisOfFew.addAll(few.get(question.getKey()).ask(RUNS));
      }
      slowest = Math.max(slowest, millis.at(.5));
      sum += millis.at(.5);
      sumOfFew += millisOfFew.at(.5);
      System.out.printf(
          ROOT,
          "%-44s %8.2f %8.2f %8.2f%n",
          question.getKey(),
          millis.at(.5),
          millis.at(.99),
          millisOfFew.at(.5));
    }
    System.out.printf(
        ROOT, "RESULT slowest_ms=%.2f sum_ms=%.2f few_ms=%.2f%n", slowest, sum, sumOfFew);
  }

  private static Map<String, Question> questions(Episodal engine) {
    var figures = engine.analytics().figures();
    var releases = engine.analytics().releases();
    var hottest = hottest(engine);
    var set = new LinkedHashSet<>(hottest);
    var questions = new LinkedHashMap<String, Question>();
    for (var window : Window.values()) {
      for (var ranking : Ranking.values()) {
        var which = " " + window.code() + " " + ranking.code();
        questions.put(
            "views of the 100 hottest" + which,
            new Question(i -> figures.ranked(set, ranking, window, 0, HOTTEST)));
        questions.put(
            "views" + which, new Question(i -> figures.ranked(ranking, window, 0, HOTTEST)));
        questions.put("top" + which, new Question(i -> figures.top(ranking, window, 0, TOP)));
      }
      questions.put(
          "genres " + window.code(), new Question(i -> figures.genres(window, 0, HOTTEST)));
    }
    questions.put("release", new Question(i -> releases.overview(hottest.get(i))));
    for (var interval : Interval.values()) {
      var from = DataSize.END.minus(Duration.ofDays(interval == Interval.DAY ? 90 : 40));
      var range = releases.range(interval, from, DataSize.END);
      questions.put(
          "timeseries by " + interval.code(),
          new Question(i -> releases.timeseries(hottest.get(i), range)));
    }
    questions.put("funnel", new Question(i -> releases.funnel(hottest.get(i), 0, HOTTEST)));
    return questions;
  }

  private static List<ReleaseId> hottest(Episodal engine) {
    return engine
        .analytics()
        .figures()
        .ranked(Ranking.VIEWS, Window.ALL, 0, HOTTEST)
        .items()
        .stream()
        .map(ReleaseFigures::release)
        .toList();
  }

  /** What is asked; questions of one release ask for one of the hottest after the other. */
  private record Question(IntFunction<Object> answer) {
    private List<Double> ask(int times) {
      var millis = new ArrayList<Double>();
      for (int i = 0; i < times; i++) {
        var begun = System.nanoTime();
        answer.apply(i % HOTTEST);
        millis.add((System.nanoTime() - begun) / 1e6);
      }
      return millis;
    }
  }

  /** Milliseconds of the same question. */
  private static final class Times {
    private final List<Double> millis = new ArrayList<>();

    private void addAll(List<Double> more) {
      millis.addAll(more);
    }

    private double at(double share) {
      var sorted = millis.stream().mapToDouble(each -> each).toArray();
      Arrays.sort(sorted);
      return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
  }
}
