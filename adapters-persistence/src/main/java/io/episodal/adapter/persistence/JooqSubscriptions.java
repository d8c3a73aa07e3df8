package io.episodal.adapter.persistence;

import static io.episodal.adapter.persistence.schema.Tables.FRANCHISES;
import static io.episodal.adapter.persistence.schema.Tables.GENRES;
import static io.episodal.adapter.persistence.schema.Tables.RELEASES;
import static io.episodal.adapter.persistence.schema.Tables.SUBSCRIPTIONS;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import io.episodal.adapter.persistence.schema.tables.records.SubscriptionsRecord;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.shared.Cursor;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.Subscription;
import io.episodal.domain.subscription.SubscriptionId;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.subscription.SubscriptionTarget.OfFranchise;
import io.episodal.domain.subscription.SubscriptionTarget.OfGenre;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import io.episodal.domain.subscription.port.out.Subscriptions;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;

/** Subscriptions. A user and a target have one row for ever, which is switched on and off. */
final class JooqSubscriptions implements Subscriptions {
  private static final String DEACTIVATE_ALL =
      """
      update episodal.subscriptions s
      set is_active = false, ended_at = {2}
      from unnest({0}, {1}) as t (kind, target_id)
      where s.kind = t.kind and s.target_id = t.target_id and s.is_active
      """;

  private static final String LIST = "subscriptions";

  /** What has an id of {0}. */
  private static final String KNOWN =
      """
      select 'release', id from episodal.releases
      where id = any({0}) and deleted_at is null
      union all
      select 'genre', id from episodal.genres where id = any({0})
      union all
      select 'franchise', id from episodal.franchises where id = any({0})
      """;

  /** Follows of unknown targets are left out by the join. */
  private static final String ADD_ALL =
      """
      insert into episodal.subscriptions
        (user_id, kind, target_id, id, lane, is_active, created_at)
      select f.user_id, f.kind, f.target_id, f.id, f.lane, true, {5}
      from unnest({0}, {1}, {2}, {3}, {4}) as f (user_id, kind, target_id, id, lane)
      join (
      """
          + KNOWN.replace("{0}", "{2}")
          + """
          ) as known (kind, id) on known.kind = f.kind and known.id = f.target_id
          on conflict (user_id, kind, target_id) do nothing
          returning *
          """;

  private static final String NOTE_FOLLOWERS =
      """
      insert into episodal.follower_changes (release_id, at, delta)
      select release_id, at, {2} from unnest({0}, {1}) as c (release_id, at)
      """;

  private static final String RELEASE = "release";

  private final DSLContext db;
  private final StoreClock clock;

  JooqSubscriptions(DSLContext db, StoreClock clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public Optional<Subscription> activate(
      SubscriptionId id, UserId user, SubscriptionTarget target) {
    var activated = activated(id, user, target);
    noteFollowers(activated.stream().toList(), 1);
    return activated.map(JooqSubscriptions::toSubscription);
  }

  private Optional<SubscriptionsRecord> activated(
      SubscriptionId id, UserId user, SubscriptionTarget target) {
    return db.insertInto(SUBSCRIPTIONS)
        .set(SUBSCRIPTIONS.ID, id.value())
        .set(SUBSCRIPTIONS.USER_ID, user.value())
        .set(SUBSCRIPTIONS.LANE, (short) user.lane())
        .set(SUBSCRIPTIONS.KIND, target.kind())
        .set(SUBSCRIPTIONS.TARGET_ID, target.value())
        .set(SUBSCRIPTIONS.IS_ACTIVE, true)
        .set(SUBSCRIPTIONS.CREATED_AT, clock.now())
        .onConflict(SUBSCRIPTIONS.USER_ID, SUBSCRIPTIONS.KIND, SUBSCRIPTIONS.TARGET_ID)
        .doUpdate()
        .set(SUBSCRIPTIONS.IS_ACTIVE, true)
        .set(SUBSCRIPTIONS.CREATED_AT, clock.now())
        .setNull(SUBSCRIPTIONS.ENDED_AT)
        .where(SUBSCRIPTIONS.IS_ACTIVE.isFalse())
        .returning()
        .fetchOptional();
  }

  @Override
  public boolean deactivate(UserId user, SubscriptionId id) {
    var ended =
        db.update(SUBSCRIPTIONS)
            .set(SUBSCRIPTIONS.IS_ACTIVE, false)
            .set(SUBSCRIPTIONS.ENDED_AT, clock.now())
            .where(
                SUBSCRIPTIONS.ID.eq(id.value()),
                SUBSCRIPTIONS.USER_ID.eq(user.value()),
                SUBSCRIPTIONS.IS_ACTIVE.isTrue())
            .returning()
            .fetch();
    noteFollowers(ended, -1);
    return ended.size() == 1;
  }

  @Override
  public boolean exists(SubscriptionId id) {
    return db.fetchExists(
        SUBSCRIPTIONS, SUBSCRIPTIONS.ID.eq(id.value()), SUBSCRIPTIONS.IS_ACTIVE.isTrue());
  }

  @Override
  public void deactivateAll(Collection<SubscriptionTarget> targets) {
    if (!targets.isEmpty()) {
      db.execute(
          DEACTIVATE_ALL,
          SqlArrays.texts(targets, SubscriptionTarget::kind),
          SqlArrays.ids(targets, SubscriptionTarget::value),
          clock.now());
    }
  }

  @Override
  public Page<Subscription> page(UserId user, PageRequest request) {
    var wanted = SUBSCRIPTIONS.USER_ID.eq(user.value()).and(SUBSCRIPTIONS.IS_ACTIVE.isTrue());
    var after =
        request
            .after()
            .map(cursor -> new Keyset(cursor, LIST, 2))
            .map(key ->
                row(SUBSCRIPTIONS.CREATED_AT, SUBSCRIPTIONS.ID).lt(key.instant(0), key.id(1)))
            .orElse(noCondition());
    var rows =
        db.selectFrom(SUBSCRIPTIONS)
            .where(wanted.and(after))
            .orderBy(SUBSCRIPTIONS.CREATED_AT.desc(), SUBSCRIPTIONS.ID.desc())
            .limit(request.limit() + 1)
            .offset(request.skip())
            .fetch(JooqSubscriptions::toSubscription);
    return Page.of(
        request,
        rows,
        db.fetchCount(SUBSCRIPTIONS, wanted),
        last -> Cursor.after(LIST, last.createdAt(), last.id().value()));
  }

  @Override
  public boolean targetExists(SubscriptionTarget target) {
    var select =
        switch (target) {
          case OfRelease release ->
              db.selectOne()
                  .from(RELEASES)
                  .where(RELEASES.ID.eq(release.value()), RELEASES.DELETED_AT.isNull());
          case OfGenre genre -> db.selectOne().from(GENRES).where(GENRES.ID.eq(genre.value()));
          case OfFranchise franchise ->
              db.selectOne().from(FRANCHISES).where(FRANCHISES.ID.eq(franchise.value()));
        };
    return select.forKeyShare().fetchOptional().isPresent();
  }

  @Override
  public Set<SubscriptionTarget> missing(Collection<SubscriptionTarget> targets) {
    var missing = new HashSet<>(targets);
    db.fetch(KNOWN, SqlArrays.ids(targets, SubscriptionTarget::value))
        .forEach(row ->
            missing.remove(
                SubscriptionTarget.of(row.get(0, String.class), row.get(1, UUID.class))));
    return missing;
  }

  @Override
  public long addAll(List<Subscription> subscriptions) {
    var added =
        subscriptions.stream()
            .collect(toMap(JooqSubscriptions::key, identity(), (first, repeat) -> first))
            .values();
    var rows =
        db.fetch(
                ADD_ALL,
                SqlArrays.ids(added, subscription -> subscription.user().value()),
                SqlArrays.texts(added, subscription -> subscription.target().kind()),
                SqlArrays.ids(added, subscription -> subscription.target().value()),
                SqlArrays.ids(added, subscription -> subscription.id().value()),
                SqlArrays.lanes(added, Subscription::user),
                clock.now())
            .into(SUBSCRIPTIONS);
    noteFollowers(rows, 1);
    return rows.size();
  }

  /** Leaves to the roll-up by how much the followers change: nobody waits for a release's row. */
  private void noteFollowers(List<SubscriptionsRecord> rows, long delta) {
    var releases = rows.stream().filter(row -> row.getKind().equals(RELEASE)).toList();
    if (!releases.isEmpty()) {
      db.execute(
          NOTE_FOLLOWERS,
          SqlArrays.ids(releases, SubscriptionsRecord::getTargetId),
          SqlArrays.instants(releases, SubscriptionsRecord::getCreatedAt),
          val(delta));
    }
  }

  private static List<Object> key(Subscription subscription) {
    return List.of(subscription.user(), subscription.target());
  }

  private static Subscription toSubscription(SubscriptionsRecord row) {
    return new Subscription(
        new SubscriptionId(row.getId()),
        new UserId(row.getUserId()),
        SubscriptionTarget.of(row.getKind(), row.getTargetId()),
        row.getCreatedAt(),
        row.getIsActive());
  }
}
