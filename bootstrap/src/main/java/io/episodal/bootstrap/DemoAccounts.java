package io.episodal.bootstrap;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The people of the demo. Their passwords are derived from the server's secret, so that a later
 * start can print them again without keeping them anywhere. Immutable.
 */
record DemoAccounts(Person admin, List<Person> viewers) {
  private static final int PASSWORD_LENGTH = 12;

  /** Somebody who can sign in. */
  record Person(String email, String name, String password) {}

  static DemoAccounts of(byte[] secret) {
    return new DemoAccounts(
        person(secret, "admin@demo.example", "Editor"),
        List.of(
            person(secret, "hana@demo.example", "Hana"),
            person(secret, "ines@demo.example", "Inés"),
            person(secret, "tom@demo.example", "Tom")));
  }

  private static Person person(byte[] secret, String email, String name) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      var bytes = mac.doFinal(("demo password of " + email).getBytes(StandardCharsets.UTF_8));
      var password = Base64.getEncoder().encodeToString(bytes).replaceAll("[+/=Il0O]", "");
      return new Person(email, name, password.substring(0, PASSWORD_LENGTH));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
