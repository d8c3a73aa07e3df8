package limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Prints access tokens of made-up users: a given one with other subjects, signed anew. Arguments:
 * the token, the secret that signs tokens, and how many.
 */
public final class Tokens {
  private Tokens() {}

  public static void main(String[] arguments) throws GeneralSecurityException {
    var parts = arguments[0].split("\\.");
    var payload = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(arguments[1].getBytes(UTF_8), "HmacSHA256"));
    var encoder = Base64.getUrlEncoder().withoutPadding();
    for (int i = 1; i <= Integer.parseInt(arguments[2]); i++) {
      var user = new UUID(0x0199_a3c2_7b40_7c1eL, 0x9d55_0000_0000_0000L + i);
      var other = payload.replaceFirst("\"sub\":\"[^\"]*\"", "\"sub\":\"" + user + "\"");
      var signed = parts[0] + "." + encoder.encodeToString(other.getBytes(UTF_8));
      System.out.println(
          signed + "." + encoder.encodeToString(mac.doFinal(signed.getBytes(UTF_8))));
    }
  }
}
