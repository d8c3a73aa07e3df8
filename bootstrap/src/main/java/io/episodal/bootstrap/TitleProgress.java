package io.episodal.bootstrap;

import io.episodal.domain.catalog.port.in.ImportCatalog.Title;
import java.util.Iterator;
import java.util.function.LongConsumer;

/**
 * Titles that tell how many of them have been taken. An import that is tried again begins at 0
 * again.
 */
record TitleProgress(Iterable<Title> titles, LongConsumer taken) implements Iterable<Title> {

  @Override
  public Iterator<Title> iterator() {
    var source = titles.iterator();
    return new Iterator<>() {
      private long count;

      @Override
      public boolean hasNext() {
        return source.hasNext();
      }

      @Override
      public Title next() {
        var title = source.next();
        taken.accept(++count);
        return title;
      }
    };
  }
}
