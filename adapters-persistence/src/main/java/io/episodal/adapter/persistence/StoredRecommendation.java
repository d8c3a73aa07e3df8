package io.episodal.adapter.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.notification.Cause;
import io.episodal.domain.notification.Cause.Deed;
import io.episodal.domain.notification.Content.Recommended;
import io.episodal.domain.notification.Content.Why;
import io.episodal.domain.notification.Reason;
import io.episodal.domain.subscription.SubscriptionTarget;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** How an inbox keeps a recommendation: with the titles that things had when it was sent. */
final class StoredRecommendation {
  private static final String RELEASE = "release";
  private static final String TITLE = "title";
  private static final String WORDS = "words";
  private static final String CAUSES = "causes";
  private static final String DEED = "deed";
  private static final String KIND = "kind";
  private static final String TARGET = "target";

  private StoredRecommendation() {}

  /** The release of a column that keeps a recommendation, null if it keeps none. */
  static Field<UUID> release(Field<JSONB> recommendation) {
    return DSL.field("({0} ->> {1})::uuid", SQLDataType.UUID, recommendation, DSL.inline(RELEASE));
  }

  static JSONB write(Recommended recommended) {
    var why =
        switch (recommended.why()) {
          case Why.Words(var text) -> Map.entry(WORDS, text);
          case Why.Deeds(var reason) ->
              Map.entry(
                  CAUSES, reason.causes().stream().map(StoredRecommendation::written).toList());
        };
    return JsonColumns.of(
        Map.of(
            RELEASE,
            recommended.release().value().toString(),
            TITLE,
            recommended.releaseTitle(),
            why.getKey(),
            why.getValue()));
  }

  private static Map<String, String> written(Cause cause) {
    var target = cause.target();
    return Map.of(
        DEED, cause.deed().code(),
        KIND, target.kind(),
        TARGET, target.value().toString(),
        TITLE, cause.title());
  }

  static Recommended read(JSONB column) {
    var json = JsonColumns.tree(column);
    var words = json.path(WORDS);
    return new Recommended(
        new ReleaseId(UUID.fromString(json.path(RELEASE).asText())),
        json.path(TITLE).asText(),
        words.isTextual() ? new Why.Words(words.asText()) : new Why.Deeds(reason(json)));
  }

  private static Reason reason(JsonNode json) {
    return new Reason(json.path(CAUSES).valueStream().map(StoredRecommendation::cause).toList());
  }

  private static Cause cause(JsonNode json) {
    return new Cause(
        Deed.ofCode(json.path(DEED).asText()),
        SubscriptionTarget.of(
            json.path(KIND).asText(), UUID.fromString(json.path(TARGET).asText())),
        json.path(TITLE).asText());
  }
}
