package limit;

import java.sql.DriverManager;

/**
 * Makes the table that {@link Limit} counts in, in a database of its own: 20 notifications for each
 * of 50,000 users and for the user who will ask. Arguments: two addresses, of a database that is
 * there and of the one to make, in the form of {@link Limit}, and the user's id.
 */
public final class Notifications {
  private static final String[] TABLE = {
    "drop table if exists notifications",
    "create table notifications (id bigint generated always as identity, user_id uuid not null,"
        + " is_read boolean not null)",
    "insert into notifications (user_id, is_read) select md5('user ' || u)::uuid, false"
        + " from generate_series(1, 20) n, generate_series(1, 50000) u",
    "insert into notifications (user_id, is_read) select '%s', false from generate_series(1, 20)",
    "create index on notifications (user_id) where not is_read",
    "vacuum analyze notifications"
  };

  public static void main(String[] arguments) throws Exception {
    try (var connection = DriverManager.getConnection(jdbc(arguments[0]));
        var statement = connection.createStatement()) {
      var there =
          statement.executeQuery("select from pg_database where datname = 'limit'").next();
      if (!there) {
        statement.execute("create database \"limit\"");
      }
    }
    try (var connection = DriverManager.getConnection(jdbc(arguments[1]));
        var statement = connection.createStatement()) {
      for (var sql : TABLE) {
        statement.execute(sql.formatted(arguments[2]));
      }
    }
  }

  private static String jdbc(String address) {
    return "jdbc:" + address.replaceFirst("//[^@]*@", "//");
  }
}
