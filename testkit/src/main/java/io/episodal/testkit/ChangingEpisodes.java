package io.episodal.testkit;

import io.episodal.domain.catalog.Episode;
import io.episodal.domain.catalog.EpisodeId;
import io.episodal.domain.catalog.EpisodeStatus;
import io.episodal.domain.catalog.ReleaseId;
import io.episodal.domain.shared.Page;
import io.episodal.domain.shared.PageRequest;
import io.episodal.domain.transaction.UnitOfWork;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** The episodes of one release, by number. */
final class ChangingEpisodes extends ChangingList {
  private static final int HIGHEST = 200;

  private final UnitOfWork unitOfWork;
  private final Clock clock;
  private final Samples samples;
  private final ReleaseId release;
  private final Set<Integer> taken = new HashSet<>();

  ChangingEpisodes(UnitOfWork unitOfWork, Clock clock, Samples samples, Random random) {
    super(random);
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.samples = samples;
    var added = List.of(samples.release("Serial"), samples.release("Another"));
    release = added.getFirst().id();
    var elsewhere = samples.episode(added.getLast().id(), 1);
    unitOfWork.run(tx -> {
      tx.releases().add(added);
      tx.episodes().add(List.of(elsewhere));
    });
  }

  @Override
  Page<UUID> page(PageRequest request) {
    return ids(
        unitOfWork.read(tx -> tx.episodes().page(release, request)), (Episode e) -> e.id().value());
  }

  @Override
  void add() {
    var episode = samples.episode(release, freeNumber());
    unitOfWork.run(tx -> tx.episodes().add(List.of(episode)));
    came(episode.id().value());
  }

  @Override
  void remove(UUID id) {
    var episode = find(id);
    unitOfWork.run(tx -> tx.episodes().markDeleted(List.of(episode.id()), clock.instant()));
    taken.remove(episode.details().number());
    left(id);
  }

  @Override
  void edit(UUID id) {
    var old = find(id);
    var stays = random.nextBoolean();
    var number = stays ? old.details().number() : freeNumber();
    var now = clock.instant();
    var changed =
        new Episode(
            old.id(),
            release,
            Samples.fullEpisode(number, EpisodeStatus.RELEASED),
            null,
            old.createdAt(),
            now);
    unitOfWork.run(tx -> tx.episodes().replace(List.of(changed)));
    if (!stays) {
      taken.remove(old.details().number());
      moved(id);
    }
  }

  private Episode find(UUID id) {
    return unitOfWork.read(tx -> tx.episodes().find(new EpisodeId(id))).orElseThrow();
  }

  private int freeNumber() {
    int number;
    do {
      number = 1 + random.nextInt(HIGHEST);
    } while (!taken.add(number));
    return number;
  }
}
