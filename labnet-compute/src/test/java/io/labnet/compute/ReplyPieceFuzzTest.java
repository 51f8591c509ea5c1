// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes the decoder of replies. */
class ReplyPieceFuzzTest {
    private static final ReplyPieceContractTest CONTRACT = new ReplyPieceContractTest();

    static Stream<byte[]> seeds() {
        return CONTRACT.seeds();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "1m")
    void decode_anyBytes_failsOnlyAsDocumented(byte[] bytes) {
        CONTRACT.fuzz(bytes);
    }
}
