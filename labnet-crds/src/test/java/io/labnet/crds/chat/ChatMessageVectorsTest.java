// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.vectors.Vectors;
import io.labnet.vectors.Vectors.Bytes;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tests the documented datagrams and variations of them. */
class ChatMessageVectorsTest {
    @TestFactory
    Stream<DynamicTest> chatMessages() throws IOException {
        return Vectors.ofDecoder(
                "crds/chat-messages.json",
                Bytes.class,
                ChatMessage.class,
                input -> ChatMessage.decode(input.bytes().array()),
                (expected, message) -> {
                    assertThat(message).isEqualTo(expected);
                    assertThat(ChatMessage.decode(message.encode())).isEqualTo(message);
                });
    }
}
