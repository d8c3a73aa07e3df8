package io.episodal.bootstrap.browser;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who signs in. */
record Login(String email, String password) {

  /** That of {@code episodal.viewer.email} and so on. */
  static Login ofProperties(String role) {
    return new Login(property(role + ".email"), property(role + ".password"));
  }

  /** The link that the terminal prints for an account. */
  String link(String home) {
    var json = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    return home
        + "#sign-in="
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String property(String name) {
    var value = System.getProperty("episodal." + name);
    if (value == null) {
      throw new IllegalStateException("episodal.url needs episodal." + name + " beside it");
    }
    return value;
  }
}
