package io.episodal.adapter.http;

import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.Follower;
import io.episodal.domain.notification.InboxPosition;
import io.episodal.domain.notification.Language;
import io.episodal.domain.notification.Notification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream of one user's news. It holds no news back: it knows the place up to which it has
 * written, and while a write is under way only that there is more, which is read from the store
 * when the reader has taken what was written. Thread-safe.
 */
final class OpenStream {
  static final String NOTIFICATION = "notification";
  static final String END = "end";

  private final UserId user;
  private final BooleanSupplier signedIn;
  private final Consumer<OpenStream> wantsNews;
  private final Consumer<OpenStream> closed;
  private @Nullable StreamPipe pipe;
  private InboxPosition seen = InboxPosition.START;
  private Language language = Language.ENGLISH;
  private boolean busy = true;
  private boolean behind;
  private boolean over;
  private long busySince = System.nanoTime();
  private long nextBeat;

  /**
   * One that is not written to yet.
   *
   * @param firstBeat how long until the first heartbeat
   * @param signedIn whether its caller's token is still good
   * @param wantsNews is called when there is more, and it can be written
   * @param closed is called once, when it is over
   */
  OpenStream(
      UserId user,
      Duration firstBeat,
      BooleanSupplier signedIn,
      Consumer<OpenStream> wantsNews,
      Consumer<OpenStream> closed) {
    this.user = user;
    this.nextBeat = System.nanoTime() + firstBeat.toNanos();
    this.signedIn = signedIn;
    this.wantsNews = wantsNews;
    this.closed = closed;
  }

  UserId user() {
    return user;
  }

  /** Writes the first bytes, and the news after a place from then on, in a language. */
  void begin(
      StreamPipe connected,
      InboxPosition position,
      boolean hasMore,
      Language spoken,
      byte[] first) {
    boolean tooLate;
    synchronized (this) {
      pipe = connected;
      seen = position;
      language = spoken;
      behind |= hasMore;
      tooLate = over;
    }
    if (tooLate) {
      connected.cutOff();
    } else {
      write(first);
    }
  }

  /** There may be news. */
  void fallBehind() {
    synchronized (this) {
      behind = true;
      if (busy) {
        return;
      }
    }
    wantsNews.accept(this);
  }

  /** Who news are to be read for, if any can be written now; {@link #tell} ends the turn. */
  synchronized @Nullable Follower takeTurn() {
    if (!behind || !becomeBusy()) {
      return null;
    }
    behind = false;
    return new Follower(user, seen);
  }

  /** Writes what was read in its turn, which may be nothing, and whether there is more. */
  void tell(List<Notification> news, boolean hasMore) {
    synchronized (this) {
      seen = news.isEmpty() ? seen : InboxPosition.after(news.getLast());
      behind |= hasMore;
    }
    if (news.isEmpty()) {
      written();
      return;
    }
    var text = new EventText();
    for (var notification : news) {
      var place = StreamPlaces.write(user, InboxPosition.after(notification));
      text.event(NOTIFICATION, place, NotificationJson.of(notification, language));
    }
    write(text.bytes());
  }

  /** Ends its turn without telling anything; it asks for another one after its next heartbeat. */
  synchronized void waitOn() {
    behind = true;
    busy = false;
  }

  /** Writes a heartbeat if it is time, or ends it if its caller is no longer signed in. */
  void beat(Duration heartbeat) {
    synchronized (this) {
      if (System.nanoTime() - nextBeat < 0 || !becomeBusy()) {
        return;
      }
      nextBeat = System.nanoTime() + heartbeat.toNanos();
    }
    if (signedIn.getAsBoolean()) {
      write(EventText.HEARTBEAT);
    } else {
      sayGoodbye("The access token has expired; come back with a new one");
    }
  }

  /** Whether its reader has not taken what was written for longer than that. */
  synchronized boolean isStalled(Duration longest) {
    return busy && !over && System.nanoTime() - busySince > longest.toNanos();
  }

  /** Ends it with an event that says why, or at once if it is being written to. */
  void end(String reason) {
    boolean free;
    synchronized (this) {
      free = becomeBusy();
    }
    if (free) {
      sayGoodbye(reason);
    } else {
      cutOff();
    }
  }

  /** Ends it where it is. */
  void cutOff() {
    if (!becomeOver()) {
      return;
    }
    var cut = pipe();
    if (cut != null) {
      cut.cutOff();
    }
    closed.accept(this);
  }

  private boolean becomeBusy() {
    if (busy || over) {
      return false;
    }
    busy = true;
    busySince = System.nanoTime();
    return true;
  }

  private void write(byte[] bytes) {
    connected().write(bytes, this::written, this::cutOff);
  }

  private void written() {
    synchronized (this) {
      busy = false;
      if (!behind || over) {
        return;
      }
    }
    wantsNews.accept(this);
  }

  private void sayGoodbye(String reason) {
    var ending = new EventText().event(END, null, Map.of("detail", reason)).bytes();
    connected().write(ending, this::saidGoodbye, this::cutOff);
  }

  private void saidGoodbye() {
    if (becomeOver()) {
      connected().end();
      closed.accept(this);
    }
  }

  private synchronized boolean becomeOver() {
    var first = !over;
    over = true;
    return first;
  }

  private synchronized @Nullable StreamPipe pipe() {
    return pipe;
  }

  private StreamPipe connected() {
    var connected = pipe();
    if (connected == null) {
      throw new IllegalStateException("the stream has not begun");
    }
    return connected;
  }
}
