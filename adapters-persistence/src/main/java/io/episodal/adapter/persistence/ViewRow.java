package io.episodal.adapter.persistence;

import io.episodal.domain.analytics.ViewEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A view as a roll-up reads it. Immutable.
 *
 * @param hour the UTC hour it began in, counted from 1970
 * @param fresh whether it has not been counted yet
 */
record ViewRow(
    UUID release,
    @Nullable UUID episode,
    UUID viewer,
    boolean signedIn,
    long hour,
    int seconds,
    double completion,
    boolean engaged,
    @Nullable String flag,
    boolean fresh) {

  static ViewRow read(ResultSet row) throws SQLException {
    return new ViewRow(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        row.getObject(3, UUID.class),
        row.getBoolean(4),
        row.getLong(5),
        row.getInt(6),
        row.getDouble(7),
        row.getBoolean(8),
        row.getString(9),
        row.getBoolean(10));
  }

  boolean countsAsEngaged() {
    return engaged && flag == null;
  }

  boolean countsAsCompleted() {
    return completion >= ViewEvent.COMPLETED && flag == null;
  }

  /** The UTC day of the hour, counted from 1970. */
  long day() {
    return Hours.day(hour);
  }
}
