package io.episodal.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.episodal.bootstrap.DemoServer;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Reads the charts of the demo's most popular title, by keyboard, and chooses other top lists. */
final class ViewingIT {
  private static final Pattern A_DAY = Pattern.compile("\\w+ \\d+, \\d{4}: [\\d,]+ views?.*");
  private static final Pattern CURRENT = Pattern.compile("true");

  @Test
  void howATitleIsWatchedIsSeenAndReadByKeyboard() throws Exception {
    try (var server = DemoServer.start();
        var chromium = Chromium.launch()) {
      var page = chromium.page();
      page.navigate(server.url());
      page.getByTestId("top-list").locator("li").first().click();

      readTheChart(page);
      watchTheFunnel(page);
      page.locator("a.back").click();
      chooseAnotherList(page);

      assertEquals(List.of(), chromium.faults(), "errors on the browser's console");
    }
  }

  private static void readTheChart(Page page) {
    var chart = page.getByTestId("views-chart");
    var bars = chart.getByRole(AriaRole.SLIDER);
    assertThat(bars)
        .hasAttribute("aria-valuetext", Pattern.compile("[\\d,]+ views in the last 30 days"));
    assertThat(chart.locator("svg rect.mark").first()).isAttached();
    bars.focus();
    page.keyboard().press("End");
    assertThat(bars).hasAttribute("aria-valuetext", A_DAY);
    var today = bars.getAttribute("aria-valuetext");
    page.keyboard().press("ArrowLeft");
    assertNotEquals(today, bars.getAttribute("aria-valuetext"));
    assertThat(chart.locator(".readout")).hasText(bars.getAttribute("aria-valuetext"));
    chart.locator("summary").click();
    assertTrue(chart.locator("tbody tr").count() >= 30, "a row for each day");

    page.getByText("48 hours").click();
    assertThat(bars).hasAttribute("aria-valuetext", Pattern.compile(".*in the last 48 hours"));
  }

  private static void watchTheFunnel(Page page) {
    var steps = page.getByTestId("funnel").locator("tbody tr");
    assertThat(steps.first()).isVisible();
    assertTrue(number(steps.first().locator("td").first()) > 0, "somebody watched the first");
  }

  private static void chooseAnotherList(Page page) {
    var list = page.getByTestId("top-list").locator("li");
    page.getByText("Most viewed").click();
    assertThat(page).hasURL(Pattern.compile(".*#/top/views/all"));
    assertThat(page.getByText("Most viewed")).hasAttribute("aria-current", CURRENT);
    page.getByText("7 days").click();
    assertThat(page).hasURL(Pattern.compile(".*#/top/views/7d"));
    assertThat(list.first()).isVisible();
    page.getByText("Trending").click();
    assertThat(page).hasURL(Pattern.compile(".*#/top/trending/7d"));
    assertThat(list.first()).isVisible();
  }

  private static int number(Locator cell) {
    return Integer.parseInt(cell.textContent().replaceAll("\\D+", ""));
  }
}
