package io.episodal.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import io.episodal.bootstrap.SmallServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bell hears of what is published elsewhere, by the stream and without it. */
final class BellIT {
  private static final Pattern YES = Pattern.compile("true");
  private static final String QUESTION = "/notifications/unread/count";
  private static final Login ADMIN = new Login(SmallServer.ADMIN, SmallServer.PASSWORD);
  private static final Login VIEWER = new Login(SmallServer.VIEWER, SmallServer.PASSWORD);

  @TempDir private static Path directory;

  @Test
  void theStreamTellsOfEachOnceAlsoAfterItBroke() throws Exception {
    try (var server = SmallServer.start(directory.resolve("streaming"), 10);
        var chromium = Chromium.launch()) {
      var page = chromium.page();
      var questions = new ArrayList<String>();
      page.onRequest(request -> {
        if (request.url().endsWith(QUESTION)) {
          questions.add(request.url());
        }
      });
      signIn(page, server, VIEWER);
      page.evaluate(
          """
          const announcer = document.getElementById('announcer');
          window.said = [];
          new MutationObserver(() => said.push(announcer.textContent))
            .observe(announcer, { childList: true });
          """);

      server.publish(1);
      assertThat(page.getByTestId("bell-count")).hasText("1");
      page.getByTestId("bell").click();
      assertThat(page.getByTestId("bell-list").locator("li")).hasCount(1);
      server.publish(2);
      assertThat(page.getByTestId("bell-count")).hasText("2");
      assertThat(page.getByTestId("bell-list").locator("li")).hasCount(2);
      assertEquals(List.of(), questions, "asked although there is a stream");
      assertEquals(List.of(), chromium.faults(), "errors on the browser's console");

      page.context().setOffline(true);
      server.publish(3);
      page.context().setOffline(false);
      assertThat(page.getByTestId("bell-count")).hasText("3");
      page.getByTestId("bell-read-all").click();
      assertThat(page.getByTestId("bell-count")).isHidden();
      assertEquals(
          List.of(told(1), told(2), told(3)),
          page.evaluate("said"),
          "what a screen reader was told");
    }
  }

  @Test
  void whereStreamsAreRefusedTheBellAsks() throws Exception {
    try (var server = SmallServer.start(directory.resolve("asking"), 1);
        var chromium = Chromium.launch()) {
      var other = chromium.page();
      signIn(other, server, ADMIN);
      var page = chromium.page();
      var refusal =
          page.waitForResponse(
              response -> response.url().endsWith("/notifications/stream"),
              () -> signIn(page, server, VIEWER));
      assertEquals(503, refusal.status());

      server.publish(1);
      assertThat(page.getByTestId("bell-count")).hasText("1");

      page.waitForResponse(
          response -> response.url().endsWith("/notifications/stream") && response.ok(),
          other::close);
      server.publish(2);
      assertThat(page.getByTestId("bell-count")).hasText("2");
    }
  }

  private static void signIn(Page page, SmallServer server, Login login) {
    page.navigate(login.link(server.url() + "/"));
    assertThat(page.getByTestId("bell")).hasAttribute("data-known", YES);
  }

  private static String told(int unread) {
    return "New episode of %s; %d unread notification%s"
        .formatted(SmallServer.TITLE, unread, unread == 1 ? "" : "s");
  }
}
