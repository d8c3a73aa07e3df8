package io.episodal.bootstrap;

import io.episodal.domain.cache.port.out.Evictions;
import io.episodal.domain.job.port.out.Workers;
import io.episodal.domain.notification.port.out.Signals;
import io.episodal.domain.shared.port.out.Gathering;
import io.episodal.domain.transaction.Persistence;
import io.episodal.domain.transaction.Transaction;
import io.episodal.domain.transaction.UnitOfWork;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A store that notes how long each call of a writing transaction takes. Thread-safe. */
final class TimedPersistence implements Persistence {
  private final Persistence persistence;
  private final StepTimes times;

  TimedPersistence(Persistence persistence, StepTimes times) {
    this.persistence = persistence;
    this.times = times;
  }

  @Override
  public UnitOfWork unitOfWork() {
    return new TimedUnitOfWork(persistence.unitOfWork());
  }

  @Override
  public Workers workers() {
    return persistence.workers();
  }

  @Override
  public <Q, A> Gathering<Q, A> gather(Gathering.Bounds bounds, Function<List<Q>, List<A>> work) {
    return persistence.gather(bounds, work);
  }

  @Override
  public Signals signals() {
    return persistence.signals();
  }

  @Override
  public Evictions evictions() {
    return persistence.evictions();
  }

  @Override
  public void migrate() {
    persistence.migrate();
  }

  @Override
  public boolean healthy() {
    return persistence.healthy();
  }

  @Override
  public void close() {
    persistence.close();
  }

  /** A view of a port or transaction whose calls are timed. */
  private <T> T timed(Class<T> type, T target, AtomicBoolean delivers) {
    var view =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              var begun = System.nanoTime();
              try {
                var answer = method.invoke(target, arguments);
                if (type == Transaction.class && method.getReturnType().isInterface()) {
                  return timedPort(method.getReturnType(), answer, delivers);
                }
                times.add(type.getSimpleName() + "." + method.getName(), System.nanoTime() - begun);
                delivers.compareAndSet(false, method.getName().equals("deliver"));
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(view);
  }

  private <P> P timedPort(Class<P> type, Object port, AtomicBoolean delivers) {
    return timed(type, type.cast(port), delivers);
  }

  private final class TimedUnitOfWork implements UnitOfWork {
    private final UnitOfWork unitOfWork;

    private TimedUnitOfWork(UnitOfWork unitOfWork) {
      this.unitOfWork = unitOfWork;
    }

    @Override
    public <T> T write(Function<Transaction, T> work) {
      var delivers = new AtomicBoolean();
      var worked = new AtomicLong();
      var begun = System.nanoTime();
      var answer =
          unitOfWork.write(
              tx -> {
                var workBegun = System.nanoTime();
                var result = work.apply(timed(Transaction.class, tx, delivers));
                worked.set(System.nanoTime() - workBegun);
                return result;
              });
      var ended = System.nanoTime();
      if (delivers.get()) {
        times.addStep(begun, ended);
        times.add("begin and commit of steps", ended - begun - worked.get());
      }
      return answer;
    }

    @Override
    public <T> T read(Function<Transaction, T> work) {
      return unitOfWork.read(work);
    }
  }
}
