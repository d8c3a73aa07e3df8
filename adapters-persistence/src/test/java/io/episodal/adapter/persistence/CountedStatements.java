package io.episodal.adapter.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A data source that counts the statements which reach PostgreSQL. Thread-safe. */
final class CountedStatements {
  private final List<String> executed = new CopyOnWriteArrayList<>();
  private final DataSource dataSource;

  CountedStatements(DataSource behind) {
    this.dataSource = proxy(DataSource.class, behind, "");
  }

  DataSource dataSource() {
    return dataSource;
  }

  /** What was executed since this was asked last. */
  List<String> take() {
    var taken = List.copyOf(executed);
    executed.clear();
    return taken;
  }

  private <T> T proxy(Class<T> type, T behind, String sql) {
    InvocationHandler handler =
        (self, method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            executed.add(arguments == null ? sql : String.valueOf(arguments[0]));
          }
          try {
            return wrapped(method.invoke(behind, arguments), arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Object wrapped(Object answer, Object[] arguments) {
    return switch (answer) {
      case Connection connection -> proxy(Connection.class, connection, "");
      case PreparedStatement statement ->
          proxy(PreparedStatement.class, statement, String.valueOf(arguments[0]));
      case Statement statement -> proxy(Statement.class, statement, "");
      case null, default -> answer;
    };
  }
}
