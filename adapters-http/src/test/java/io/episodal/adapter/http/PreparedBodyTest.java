package io.episodal.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedBodyTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_000, 100_000})
  void isUnpackedAsItWasPacked(int length) throws IOException {
    var body = "ä".repeat(length).getBytes(UTF_8);
    var packed = PreparedBody.of(Answer.JSON, body).pack();
    var unpacked = PreparedBody.unpack(packed).orElseThrow();

    assertSame(packed, unpacked.bytes().array());
    assertArrayEquals(body, unpacked.bytes().stream().readAllBytes());
    assertEquals(EntityTag.of(body), unpacked.tag());
    var zipped = unpacked.zipped(Answer.JSON);
    if (body.length < 1_024) {
      assertNull(zipped);
    } else {
      assertNotNull(zipped);
      assertTrue(zipped.length() < body.length / 10);
      assertArrayEquals(body, new GZIPInputStream(zipped.stream()).readAllBytes());
    }
  }

  @Test
  void doesNotCompressWhatIsNoText() {
    assertNull(PreparedBody.of("image/png", new byte[10_000]).zipped("image/png"));
  }

  @Test
  void isEmptyForBytesThatWereNotPacked() {
    for (var foreign : new String[] {"", "abc", "{\"releases\": []}", "\0\0\0\2ab", "\0\0\0\0"}) {
      assertEquals(Optional.empty(), PreparedBody.unpack(foreign.getBytes(UTF_8)));
    }
  }

  @Test
  void isEmptyForWhatWasCutOff() {
    var packed = PreparedBody.of(Answer.JSON, new byte[500]).pack();
    for (var length = 0; length < packed.length; length++) {
      assertEquals(Optional.empty(), PreparedBody.unpack(Arrays.copyOf(packed, length)));
    }
  }
}
