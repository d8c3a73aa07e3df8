package io.episodal.adapter.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that notes every statement as it is sent, its values filled in. */
final class RecordedStatements {
  private final DataSource dataSource;
  private final List<String> sent = new ArrayList<>();

  RecordedStatements(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  DataSource dataSource() {
    return replacing(
        DataSource.class,
        dataSource,
        answer -> answer instanceof Connection connection ? recorded(connection) : answer);
  }

  /** What the work sends. */
  List<String> during(Runnable work) {
    sent.clear();
    work.run();
    return List.copyOf(sent);
  }

  private Connection recorded(Connection connection) {
    return replacing(
        Connection.class,
        connection,
        answer -> answer instanceof PreparedStatement statement ? recorded(statement) : answer);
  }

  private PreparedStatement recorded(PreparedStatement statement) {
    return view(
        PreparedStatement.class,
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            sent.add(statement.unwrap(PreparedStatement.class).toString());
          }
          return call(method, statement, arguments);
        });
  }

  private static <T> T replacing(Class<T> type, T target, UnaryOperator<Object> replacement) {
    return view(
        type,
        (proxy, method, arguments) -> {
          var answer = call(method, target, arguments);
          return answer == null ? null : replacement.apply(answer);
        });
  }

  private static @Nullable Object call(Method method, Object target, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNullElse(e.getCause(), e);
    }
  }

  private static <T> T view(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
