package io.episodal.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.episodal.bootstrap.SmallServer;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives a notification, and says in the dialog what not to be told of. */
final class PreferencesIT {
  private static final Pattern YES = Pattern.compile("true");

  @TempDir private static Path directory;

  @Test
  void aViewerArchivesMutesAndSwitchesOff() throws Exception {
    try (var server = SmallServer.start(directory, 10);
        var chromium = Chromium.launch()) {
      var page = chromium.page();
      var viewer = new Login(SmallServer.VIEWER, SmallServer.PASSWORD);
      page.navigate(viewer.link(server.url() + "/"));
      assertThat(page.getByTestId("bell")).hasAttribute("data-known", YES);

      server.publish(1);
      archive(page);
      switchEpisodesOff(page);
      server.publish(2);
      switchEpisodesOn(page);
      server.publish(3);
      assertThat(page.getByTestId("bell-count")).hasText("1");
      mute(page);

      assertEquals(
          1, chromium.faults().size(), () -> "more than the refusal: " + chromium.faults());
    }
  }

  private static void archive(Page page) {
    assertThat(page.getByTestId("bell-count")).hasText("1");
    page.getByTestId("bell").click();
    var items = page.getByTestId("bell-list").locator("li");
    assertThat(items).hasCount(1);
    items.getByTitle("Archive").click();
    assertThat(items).hasCount(0);
    assertThat(page.getByTestId("bell-count")).isHidden();
    page.getByTestId("bell-filter").selectOption("Archive");
    assertThat(items).hasCount(1);
    assertThat(items.getByTitle("Back to the inbox")).isVisible();
  }

  private static void switchEpisodesOff(Page page) {
    page.getByTestId("bell-preferences").click();
    var episodes = page.getByLabel("New episodes of titles that I follow");
    assertThat(episodes).isChecked();
    episodes.uncheck();
    page.getByLabel("Nothing but the inbox").check();
    page.getByLabel("Time zone").fill("Nowhere/Land"); // is refused, as the console tells
    page.getByTestId("preferences-save").click();
    assertThat(page.getByTestId("preferences-fault")).not().isEmpty();
    page.getByLabel("Time zone").fill("Europe/Berlin");
    page.getByTestId("preferences-save").click();
    assertThat(page.getByTestId("preferences-form")).isHidden();
  }

  private static void switchEpisodesOn(Page page) {
    page.getByTestId("bell").click();
    page.getByTestId("bell-preferences").click();
    var episodes = page.getByLabel("New episodes of titles that I follow");
    assertThat(episodes).not().isChecked();
    assertThat(page.getByLabel("Time zone")).hasValue("Europe/Berlin");
    episodes.check();
    page.getByTestId("preferences-save").click();
    assertThat(page.getByTestId("preferences-form")).isHidden();
  }

  /** On the page of the title; the dialog shows it, and can end it. */
  private static void mute(Page page) {
    page.getByTestId("bell").click();
    page.getByTestId("bell-list").getByRole(AriaRole.LINK).first().click();
    page.getByTestId("mute").click();
    assertThat(page.getByTestId("mute")).hasText("Muted");
    page.getByTestId("bell").click();
    page.getByTestId("bell-preferences").click();
    var muted = page.getByTestId("muted").locator("li");
    assertThat(muted).containsText(SmallServer.TITLE);
    muted.getByText("Unmute").click();
    page.getByTestId("preferences-save").click();
    assertThat(page.getByTestId("mute")).hasText("Mute");
  }
}
