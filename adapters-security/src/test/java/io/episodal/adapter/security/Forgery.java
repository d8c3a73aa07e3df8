package io.episodal.adapter.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens with any header, payload, algorithm and key, without the library under test. */
final class Forgery {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Forgery() {}

  static String hs256(String header, String payload, byte[] key) {
    return signed("HmacSHA256", header, payload, key);
  }

  static String signed(String macName, String header, String payload, byte[] key) {
    var content = unsigned(header, payload);
    try {
      var mac = Mac.getInstance(macName);
      mac.init(new SecretKeySpec(key, macName));
      return content + "." + BASE64.encodeToString(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A token signed with a private key, whatever its header says. */
  static String signed(PrivateKey key, String header, String payload) {
    var content = unsigned(header, payload);
    var name = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSAinP1363Format";
    try {
      var signature = Signature.getInstance(name);
      signature.initSign(key);
      signature.update(content.getBytes(UTF_8));
      return content + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Header and payload without a signature or the dot before it. */
  static String unsigned(String header, String payload) {
    return encode(header) + "." + encode(payload);
  }

  static String encode(String part) {
    return BASE64.encodeToString(part.getBytes(UTF_8));
  }
}
