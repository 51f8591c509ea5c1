// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes the decoder of requests. */
class NumberRequestFuzzTest {
    private static final NumberRequestContractTest CONTRACT = new NumberRequestContractTest();

    static Stream<byte[]> seeds() {
        return CONTRACT.seeds();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "1m")
    void decode_survives(byte[] bytes) {
        CONTRACT.fuzz(bytes);
    }
}
