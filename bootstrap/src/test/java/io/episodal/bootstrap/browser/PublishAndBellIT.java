package io.episodal.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.episodal.bootstrap.DemoServer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Follows a title in one browser, publishes its next episode in another, and sees the first one's
 * bell go up by itself. Leaves the picture that the README shows.
 *
 * <p>Runs against a demo server of its own, or against the one at {@code episodal.url} with the
 * accounts {@code episodal.viewer.email}, {@code episodal.viewer.password} and likewise {@code
 * episodal.admin}. The picture goes to {@code episodal.screenshot}.
 */
final class PublishAndBellIT {
  private static final Pattern YES = Pattern.compile("true");

  @Test
  void anEpisodeIsPublishedAndAFollowersBellGoesUp() throws Exception {
    var url = System.getProperty("episodal.url");
    if (url != null) {
      publishAndHear(new Site(url, Login.ofProperties("viewer"), Login.ofProperties("admin")));
      return;
    }
    var server = DemoServer.start();
    try {
      publishAndHear(
          new Site(
              server.url(),
              new Login(server.viewerEmail(), server.viewerPassword()),
              new Login(server.adminEmail(), server.adminPassword())));
    } finally {
      server.close();
    }
  }

  private void publishAndHear(Site site) {
    try (var chromium = Chromium.launch()) {
      var viewer = chromium.page();
      viewer.navigate(site.home());
      first(viewer.getByTestId("top-list")).click();
      assertThat(first(viewer.getByTestId("episode-list"))).isVisible();
      var title = viewer.getByTestId("release-title").innerText();
      var unreadBefore = signIn(viewer, site.viewer());
      follow(viewer);

      var admin = chromium.page();
      admin.navigate(site.signInLink(site.admin()));
      assertThat(admin.getByTestId("account-name")).isVisible();
      admin.navigate(viewer.url());
      var number = releaseNext(admin);

      viewer.waitForCondition(() -> unread(viewer) > unreadBefore);
      assertThat(episode(viewer, number, "released")).isVisible();
      viewer.getByTestId("bell").click();
      assertThat(news(viewer)).containsText("Episode %d of %s is out".formatted(number, title));

      takePicture(viewer, site);
      assertEquals(List.of(), chromium.faults(), "errors on the browsers' consoles");
    }
  }

  /** Signs in by the dialog and answers how many notifications are unread. */
  private static int signIn(Page page, Login login) {
    page.getByTestId("sign-in").click();
    page.getByTestId("sign-in-email").fill(login.email());
    page.getByTestId("sign-in-password").fill(login.password());
    page.getByTestId("sign-in-submit").click();
    assertThat(page.getByTestId("account-name")).isVisible();
    assertThat(page.getByTestId("bell")).hasAttribute("data-known", YES);
    return unread(page);
  }

  /** Presses the button unless the demo's data say that the title is followed already. */
  private static void follow(Page page) {
    var follow = page.getByTestId("follow");
    assertThat(follow).isEnabled();
    if (!"true".equals(follow.getAttribute("aria-pressed"))) {
      follow.click();
    }
    assertThat(follow).hasAttribute("aria-pressed", YES);
    assertThat(follow).hasText("Following");
  }

  /** Releases the next episode, watches the operation to its end and answers the number. */
  private static int releaseNext(Page page) {
    var button = page.getByTestId("release-next");
    assertThat(button).isVisible();
    var number = next(page);
    button.click();
    var progress = page.getByTestId("operation-progress");
    assertThat(progress)
        .hasAttribute(
            "data-status",
            "succeeded",
            new LocatorAssertions.HasAttributeOptions().setTimeout(Chromium.PATIENCE_MILLIS));
    assertThat(progress).containsText(Pattern.compile("Notified [\\d,]+ of [\\d,]+"));
    var bar = progress.locator("progress");
    assertEquals(bar.getAttribute("max"), bar.getAttribute("value"));
    assertThat(episode(page, number, "released")).isVisible();
    return number;
  }

  /** The lowest upcoming number, or the one after the last; the list has the highest first. */
  private static int next(Page page) {
    var rows = page.getByTestId("episode-list").locator("li");
    assertTrue(rows.count() > 0, "the title has episodes");
    var upcoming = page.getByTestId("episode-list").locator("li[data-status=upcoming]");
    return upcoming.count() > 0 ? numberOf(upcoming.last()) : numberOf(rows.first()) + 1;
  }

  private static void takePicture(Page page, Site site) {
    page.navigate(site.home());
    assertThat(first(page.getByTestId("top-list"))).isVisible();
    page.getByTestId("bell").click();
    assertThat(news(page)).isVisible();
    assertThat(page.locator("#notice p")).hasCount(0);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of(System.getProperty("episodal.screenshot", "../docs/screenshot.png"))));
  }

  private static int unread(Page page) {
    return number(page.getByTestId("bell-count").textContent());
  }

  private static Locator news(Page page) {
    return page.getByTestId("bell-list").locator("li").first();
  }

  private static Locator first(Locator list) {
    return list.locator("li").first();
  }

  private static Locator episode(Page page, int number, String status) {
    return page.getByTestId("episode-list")
        .locator("li[data-number='%d'][data-status=%s]".formatted(number, status));
  }

  private static int numberOf(Locator row) {
    return number(row.getAttribute("data-number"));
  }

  private static int number(String text) {
    return Integer.parseInt(text.replaceAll("\\D+", ""));
  }

  /** A server with demo data and two of its accounts. */
  private record Site(String url, Login viewer, Login admin) {

    String home() {
      return url.replaceFirst("/$", "") + "/";
    }

    String signInLink(Login login) {
      return login.link(home());
    }
  }
}
