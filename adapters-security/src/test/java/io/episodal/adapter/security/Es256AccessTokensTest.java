package io.episodal.adapter.security;

import io.episodal.adapter.security.Security.Algorithm;
import io.episodal.domain.identity.port.out.AccessTokens;
import io.episodal.testkit.AccessTokensContract;

final class Es256AccessTokensTest extends AccessTokensContract {

  @Override
  protected AccessTokens tokens() {
    var pair = TestKeys.ec("secp256r1");
    return Security.builder()
        .keyPair(Algorithm.ES256, TestKeys.privatePem(pair), TestKeys.publicPem(pair))
        .build()
        .accessTokens();
  }
}
