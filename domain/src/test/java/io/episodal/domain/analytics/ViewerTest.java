package io.episodal.domain.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

final class ViewerTest {
  private static final byte[] TODAY = new byte[16];
  private static final byte[] TOMORROW = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  @Test
  void anAnonymousViewerIsKnownForADay() {
    var viewer = Viewer.anonymous(TODAY, "192.0.2.1", "Firefox");

    assertEquals(viewer, Viewer.anonymous(TODAY, "192.0.2.1", "Firefox"));
    assertNotEquals(viewer, Viewer.anonymous(TOMORROW, "192.0.2.1", "Firefox"));
    assertNotEquals(viewer, Viewer.anonymous(TODAY, "192.0.2.2", "Firefox"));
    assertNotEquals(viewer, Viewer.anonymous(TODAY, "192.0.2.1", "Chrome"));
    assertFalse(viewer.signedIn());
  }

  @Test
  void aSessionIsItsOwnViewer() {
    assertEquals(Viewer.session("a"), Viewer.session("a"));
    assertNotEquals(Viewer.session("a"), Viewer.session("b"));
  }
}
