// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes the decoder of packets of one form. */
class XorPacketFuzzTest {
    private static final XorPacketContractTest CONTRACT = new XorPacketContractTest();

    static Stream<byte[]> seeds() {
        return CONTRACT.seeds();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "1m")
    void decode_anyBytes_failsOnlyAsDocumented(byte[] bytes) {
        CONTRACT.fuzz(bytes);
    }
}
