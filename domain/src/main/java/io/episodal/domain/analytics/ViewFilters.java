package io.episodal.domain.analytics;

import io.episodal.domain.analytics.port.in.RecordViews.Visitor;
import io.episodal.domain.shared.AddressRange;
import io.episodal.domain.shared.NetworkAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who is doubted to be a person, by where and what a view comes from. Immutable.
 *
 * @param robots words that the names of robots contain, in lower case
 * @param networks from which no persons come
 */
public record ViewFilters(List<String> robots, List<AddressRange> networks) {
  /**
   * Robots that say so. General programs that call over HTTP are not among them: they relay the
   * views of persons.
   */
  public static final ViewFilters USUAL =
      new ViewFilters(
          List.of(
              "bot/",
              "bot;",
              "bot-",
              "bot)",
              "+http",
              "crawler",
              "spider",
              "slurp",
              "headless",
              "phantomjs",
              "scrapy",
              "archiver",
              "externalhit"),
          List.of());

  public ViewFilters {
    robots = robots.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    networks = List.copyOf(networks);
  }

  /** Why a visitor is doubted; of a signed-in one the program is not asked. */
  public Optional<ViewFlag> flag(Visitor visitor) {
    if (visitor.user() == null && isRobot(visitor.userAgent())) {
      return Optional.of(ViewFlag.USER_AGENT);
    }
    return isOfNetworks(visitor.address()) ? Optional.of(ViewFlag.NETWORK) : Optional.empty();
  }

  private boolean isRobot(String userAgent) {
    var name = userAgent.toLowerCase(Locale.ROOT);
    return robots.stream().anyMatch(name::contains);
  }

  private boolean isOfNetworks(String address) {
    return !networks.isEmpty()
        && NetworkAddress.parse(address)
            .filter(known -> networks.stream().anyMatch(network -> network.contains(known)))
            .isPresent();
  }
}
