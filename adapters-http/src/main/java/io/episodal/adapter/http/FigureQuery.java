package io.episodal.adapter.http;

import io.episodal.domain.analytics.Interval;
import io.episodal.domain.analytics.Ranking;
import io.episodal.domain.analytics.Window;
import java.util.List;

/** Reads the query parameters that figures have in common. */
final class FigureQuery {
  private FigureQuery() {}

  static Window window(Query query) {
    var window = query.code("window", Window::code, List.of(Window.values()));
    return window == null ? Window.ALL : window;
  }

  static Ranking ranking(Query query, Ranking usual) {
    var ranking = query.code("sort", Ranking::code, List.of(Ranking.values()));
    return ranking == null ? usual : ranking;
  }

  static Interval interval(Query query) {
    var interval = query.code("interval", Interval::code, List.of(Interval.values()));
    return interval == null ? Interval.DAY : interval;
  }
}
