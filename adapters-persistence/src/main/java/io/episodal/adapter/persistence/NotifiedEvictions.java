package io.episodal.adapter.persistence;

import static org.jooq.impl.DSL.val;

import io.episodal.domain.cache.port.out.AnswerCache.Tag;
import io.episodal.domain.cache.port.out.Evictions;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * PostgreSQL's NOTIFY, which is sent with the commit of a change: whoever is killed after it has
 * told all the same. Thread-safe.
 */
final class NotifiedEvictions implements Evictions {
  private static final String CHANNEL = "episodal_evictions";

  private final Channel<Eviction> channel;
  private final Listening listening;

  NotifiedEvictions(Channel<Eviction> channel, Listening listening) {
    this.channel = channel;
    this.listening = listening;
  }

  static Channel<Eviction> channel() {
    return new Channel<>(
        CHANNEL,
        Eviction.OF_EVERYTHING,
        payloads -> payloads.stream().map(NotifiedEvictions::eviction).toList());
  }

  /** Sends one with the commit of the transaction that this connection is in. */
  static void tell(DSLContext db, Eviction eviction) {
    db.fetch("select pg_notify({0}, {1})", val(CHANNEL), val(payload(eviction)));
  }

  @Override
  public Runnable listen(Consumer<Eviction> hearer) {
    var ending = channel.listen(hearer);
    listening.start();
    return ending;
  }

  private static String payload(Eviction eviction) {
    var tags = eviction.tags().stream().map(Tag::name).sorted().collect(Collectors.joining(" "));
    return eviction.teller() + " " + tags;
  }

  /** What somebody else sent on our channel may mean anything, as may a tag of another version. */
  private static Eviction eviction(String payload) {
    try {
      var words = List.of(payload.split(" ", -1));
      var tags = words.stream().skip(1).map(Tag::valueOf).collect(Collectors.toSet());
      return new Eviction(UUID.fromString(words.getFirst()), tags);
    } catch (IllegalArgumentException unknown) {
      return Eviction.OF_EVERYTHING;
    }
  }
}
