// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.crds.CrdsVectors;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tests the documented datagrams and variations of them. */
class ChatMessageVectorsTest {
    @TestFactory
    Stream<DynamicTest> chatMessages() throws IOException {
        return CrdsVectors.tests("chat-messages.txt", (bytes, expected) -> {
            if (!CrdsVectors.refuses(expected, () -> ChatMessage.decode(bytes))) {
                ChatMessage message = ChatMessage.decode(bytes);
                assertThat(escaped(message.sender()) + "|" + escaped(message.text()))
                        .isEqualTo(String.join(" ", expected));
                assertThat(ChatMessage.decode(message.encode())).isEqualTo(message);
            }
        });
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(c -> c >= 0x20 && c < 0x7f ? Character.toString(c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());
    }
}
