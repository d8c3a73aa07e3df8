package io.episodal.adapter.security;

import com.auth0.jwt.algorithms.Algorithm;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Keys of RS256 and ES256, read from PEM or from their numbers. What is no such key, or too weak a
 * one, is an {@link IllegalArgumentException} with a clause that says so.
 */
final class Keys {
  private static final int LEAST_RSA_BITS = 2048;
  private static final byte[] SAMPLE = {'e', 'p', 'i'};
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN (PUBLIC|PRIVATE) KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1 KEY-----\\s*");

  private Keys() {}

  /** What signs with a private key, and proves its own signatures with the public one. */
  static Algorithm pair(Security.Algorithm algorithm, String privatePem, String publicPem) {
    var publicKey = publicKey(algorithm, publicPem);
    var privateKey = privateKey(algorithm, privatePem);
    requirePair(algorithm, privateKey, publicKey);
    return switch (algorithm) {
      case HS256 -> throw notAsymmetric();
      case RS256 -> Algorithm.RSA256((RSAPublicKey) publicKey, (RSAPrivateKey) privateKey);
      case ES256 -> Algorithm.ECDSA256((ECPublicKey) publicKey, (ECPrivateKey) privateKey);
    };
  }

  /** What proves signatures with a public key in PEM. */
  static Algorithm verifier(Security.Algorithm algorithm, String publicPem) {
    return verifier(algorithm, publicKey(algorithm, publicPem));
  }

  /** What proves signatures with an RSA key of this modulus and exponent. */
  static Algorithm rsa(BigInteger modulus, BigInteger exponent) throws GeneralSecurityException {
    var key = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    return verifier(Security.Algorithm.RS256, key);
  }

  /** What proves signatures with a key that is this point of the curve P-256. */
  static Algorithm p256(BigInteger x, BigInteger y) throws GeneralSecurityException {
    var spec = new ECPublicKeySpec(new ECPoint(x, y), p256());
    return verifier(Security.Algorithm.ES256, KeyFactory.getInstance("EC").generatePublic(spec));
  }

  private static Algorithm verifier(Security.Algorithm algorithm, PublicKey key) {
    requireStrength(key);
    return switch (algorithm) {
      case HS256 -> throw notAsymmetric();
      case RS256 -> Algorithm.RSA256((RSAPublicKey) key, null);
      case ES256 -> Algorithm.ECDSA256((ECPublicKey) key, null);
    };
  }

  private static PublicKey publicKey(Security.Algorithm algorithm, String pem) {
    var bytes = bytes(pem, "PUBLIC");
    try {
      var key = factory(algorithm).generatePublic(new X509EncodedKeySpec(bytes));
      requireStrength(key);
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the public key is none of " + kind(algorithm), e);
    }
  }

  private static PrivateKey privateKey(Security.Algorithm algorithm, String pem) {
    var bytes = bytes(pem, "PRIVATE");
    try {
      return factory(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the private key is none of " + kind(algorithm), e);
    }
  }

  private static byte[] bytes(String pem, String kind) {
    var matcher = PEM.matcher(pem);
    if (matcher.matches() && matcher.group(1).equals(kind)) {
      try {
        return Base64.getMimeDecoder().decode(matcher.group(2));
      } catch (IllegalArgumentException e) {
        // Told below, like what is no PEM.
      }
    }
    throw new IllegalArgumentException(
        "the %s key must be PEM that begins with -----BEGIN %s KEY-----"
            .formatted(kind.equals("PUBLIC") ? "public" : "private", kind));
  }

  private static void requireStrength(PublicKey key) {
    switch (key) {
      case RSAPublicKey rsa when rsa.getModulus().bitLength() < LEAST_RSA_BITS ->
          throw new IllegalArgumentException(
              "an RSA key must have at least %d bits, not %d"
                  .formatted(LEAST_RSA_BITS, rsa.getModulus().bitLength()));
      case ECPublicKey ec when !ec.getParams().getCurve().equals(p256().getCurve()) ->
          throw new IllegalArgumentException("an EC key must be of the curve P-256");
      default -> {}
    }
  }

  private static void requirePair(
      Security.Algorithm algorithm, PrivateKey privateKey, PublicKey publicKey) {
    try {
      var name = algorithm == Security.Algorithm.RS256 ? "SHA256withRSA" : "SHA256withECDSA";
      var signing = Signature.getInstance(name);
      signing.initSign(privateKey);
      signing.update(SAMPLE);
      var signature = signing.sign();
      var verifying = Signature.getInstance(name);
      verifying.initVerify(publicKey);
      verifying.update(SAMPLE);
      if (verifying.verify(signature)) {
        return;
      }
    } catch (GeneralSecurityException e) {
      // Told below, like a signature that is not proved.
    }
    throw new IllegalArgumentException("the private key and the public key are no pair");
  }

  private static KeyFactory factory(Security.Algorithm algorithm) throws GeneralSecurityException {
    return switch (algorithm) {
      case HS256 -> throw notAsymmetric();
      case RS256 -> KeyFactory.getInstance("RSA");
      case ES256 -> KeyFactory.getInstance("EC");
    };
  }

  private static ECParameterSpec p256() {
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has the curve P-256", impossible);
    }
  }

  private static String kind(Security.Algorithm algorithm) {
    return algorithm == Security.Algorithm.RS256 ? "RSA" : "an elliptic curve";
  }

  private static IllegalArgumentException notAsymmetric() {
    return new IllegalArgumentException("HS256 has a secret and no key pair");
  }
}
