package io.episodal.examples;

import io.episodal.adapter.persistence.PostgresPersistence;
import io.episodal.application.Episodal;
import io.episodal.domain.catalog.ReleaseDetails;
import io.episodal.domain.catalog.port.in.ManageEpisodes.Creation;
import io.episodal.domain.identity.UserId;
import io.episodal.domain.notification.InboxFilter;
import io.episodal.domain.notification.Language;
import io.episodal.domain.notification.Wording;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.subscription.SubscriptionTarget.OfRelease;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** A host with its own DataSource and its own users; the argument is a JDBC URL. */
public final class Embedded {
  public static void main(String[] arguments) {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(arguments[0]);
    try (var persistence = PostgresPersistence.over(dataSource);
        var episodal =
            Episodal.builder().persistence(persistence).backgroundThreads(0).build()) {
      var viewer = new UserId(UUID.randomUUID());
      var release = episodal.catalog().releases().create(ReleaseDetails.titled("Frieren")).id();
      episodal.subscriptions().subscribe(viewer, new OfRelease(release));
      episodal
          .catalog()
          .episodes()
          .create(new Creation(release, "The Journey's End", 1, 1440, null, null, null, null));
      episodal.jobs().runDue();
      var inbox = episodal.notifications().notifications(viewer, InboxFilter.UNREAD, PageRequest.first(10));
      for (var told : inbox.page().items()) {
        System.out.println(Wording.of(told.content(), Language.ENGLISH).message());
      }
    }
  }
}
