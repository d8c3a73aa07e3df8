package io.episodal.application.notification;

import io.episodal.application.engine.Engine;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.NotificationPreferences;
import io.episodal.domain.notification.PreferencesChange;
import io.episodal.domain.notification.port.in.ManagePreferences;
import io.episodal.domain.shared.Change;
import io.episodal.domain.shared.Violations;
import io.episodal.domain.subscription.SubscriptionTarget;
import io.episodal.domain.transaction.Transaction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keeps what users want to be told of. */
final class PreferencesService implements ManagePreferences {
  private final Engine engine;

  PreferencesService(Engine engine) {
    this.engine = engine;
  }

  @Override
  public NotificationPreferences preferences(UserId user) {
    return engine.unitOfWork().read(tx -> tx.preferences().find(user));
  }

  @Override
  public NotificationPreferences change(UserId user, PreferencesChange change) {
    return engine
        .unitOfWork()
        .write(tx -> {
          var before = tx.preferences().findForUpdate(user);
          if (change.muted() instanceof Change.Set<List<SubscriptionTarget>>(var targets)) {
            refuseMissing(tx, targets, before.muted());
          }
          var after = change.of(before);
          tx.preferences().put(user, after);
          return after;
        });
  }

  /** What was deleted after it was muted may stay in the list that a client sends back. */
  private static void refuseMissing(
      Transaction tx, List<SubscriptionTarget> targets, Set<SubscriptionTarget> mutedBefore) {
    var fresh = new HashSet<>(targets);
    fresh.removeAll(mutedBefore);
    if (fresh.isEmpty()) {
      return;
    }
    var missing = tx.subscriptions().missing(fresh);
    var violations = new Violations();
    for (int i = 0; i < targets.size(); i++) {
      if (missing.contains(targets.get(i))) {
        violations.add("muted/" + i + "/target_id", "names no " + targets.get(i).kind());
      }
    }
    violations.throwIfAny();
  }
}
