package io.episodal.adapter.persistence;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.port.out.Signals;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * PostgreSQL's NOTIFY, which is sent with the commit of a delivery. What was missed is made good by
 * a signal of all lanes. Thread-safe.
 */
final class NotifiedSignals implements Signals {
  static final String CHANNEL = "episodal_inbox";

  private static final Pattern LANES = Pattern.compile("(\\d{1,2}) (\\d{1,2})");
  private static final Set<Integer> ALL = between(0, UserId.LANES - 1);

  private final Channel<Set<Integer>> channel;
  private final Listening listening;

  NotifiedSignals(Channel<Set<Integer>> channel, Listening listening) {
    this.channel = channel;
    this.listening = listening;
  }

  static Channel<Set<Integer>> channel() {
    return new Channel<>(CHANNEL, ALL, payloads -> List.of(allLanes(payloads)));
  }

  @Override
  public Runnable listen(Consumer<Set<Integer>> hearer) {
    var ending = channel.listen(hearer);
    listening.start();
    return ending;
  }

  private static Set<Integer> allLanes(List<String> payloads) {
    return payloads.stream()
        .map(NotifiedSignals::lanes)
        .flatMap(Set::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What somebody else sent on our channel may mean anything. */
  private static Set<Integer> lanes(String payload) {
    var lanes = LANES.matcher(payload);
    return lanes.matches()
        ? between(
            Integer.parseInt(lanes.group(1)),
            Math.min(Integer.parseInt(lanes.group(2)), UserId.LANES - 1))
        : ALL;
  }

  private static Set<Integer> between(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().collect(Collectors.toUnmodifiableSet());
  }
}
