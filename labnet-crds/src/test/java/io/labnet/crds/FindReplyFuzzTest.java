// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes the decoder of replies about a room. */
class FindReplyFuzzTest {
    private static final FindReplyContractTest CONTRACT = new FindReplyContractTest();

    static Stream<byte[]> seeds() {
        return CONTRACT.seeds();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "1m")
    void decode_survives(byte[] bytes) {
        CONTRACT.fuzz(bytes);
    }
}
