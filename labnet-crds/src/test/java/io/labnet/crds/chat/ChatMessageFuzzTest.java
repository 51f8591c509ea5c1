// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.chat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes the decoder of chat messages. */
class ChatMessageFuzzTest {
    private static final ChatMessageContractTest CONTRACT = new ChatMessageContractTest();

    static Stream<byte[]> seeds() {
        return CONTRACT.seeds();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "1m")
    void decode_survives(byte[] bytes) {
        CONTRACT.fuzz(bytes);
    }
}
