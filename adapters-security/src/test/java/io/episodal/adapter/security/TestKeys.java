package io.episodal.adapter.security;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** Real keys, made anew for each run, as PEM and as JSON Web Keys. */
final class TestKeys {
  static final KeyPair RSA = rsa(2048);
  static final KeyPair OTHER_RSA = rsa(2048);
  static final KeyPair EC = ec("secp256r1");
  static final KeyPair OTHER_EC = ec("secp256r1");

  private static final int COORDINATE = 32;

  private TestKeys() {}

  static KeyPair rsa(int bits) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static KeyPair ec(String curve) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String privatePem(KeyPair pair) {
    return pem("PRIVATE", pair.getPrivate());
  }

  static String publicPem(KeyPair pair) {
    return pem("PUBLIC", pair.getPublic());
  }

  /** A key set of one signing key. */
  static String keySet(String name, KeyPair pair) {
    return "{\"keys\":[" + jwk(name, pair) + "]}";
  }

  static String jwk(String name, KeyPair pair) {
    var numbers =
        switch (pair.getPublic()) {
          case RSAPublicKey rsa ->
              "\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\""
                  .formatted(number(rsa.getModulus()), number(rsa.getPublicExponent()));
          case ECPublicKey ec ->
              "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\""
                  .formatted(
                      coordinate(ec.getW().getAffineX()), coordinate(ec.getW().getAffineY()));
          default -> throw new IllegalArgumentException(pair.getPublic().getAlgorithm());
        };
    return "{\"kid\":\"" + name + "\",\"use\":\"sig\"," + numbers + "}";
  }

  private static String pem(String kind, Key key) {
    var base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %s KEY-----\n%s\n-----END %s KEY-----\n"
        .formatted(kind, base64.encodeToString(key.getEncoded()), kind);
  }

  private static String number(BigInteger value) {
    var bytes = value.toByteArray();
    var sign = bytes[0] == 0 && bytes.length > 1 ? 1 : 0;
    return base64(Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  private static String coordinate(BigInteger value) {
    var padded = new byte[COORDINATE];
    var bytes = value.toByteArray();
    for (int from = bytes.length - 1, to = COORDINATE - 1; from >= 0 && to >= 0; from--, to--) {
      padded[to] = bytes[from];
    }
    return base64(padded);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
