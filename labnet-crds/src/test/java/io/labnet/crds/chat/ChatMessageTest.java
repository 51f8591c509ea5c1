// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatMessageTest {
    @Test
    void encode_returnsTheDocumentedDatagram() {
        assertThat(new ChatMessage("Mel", "hello").encode()).asString().isEqualTo("Mel: hello");
    }

    /** Without the separator, these would be decoded as another message. */
    @ParameterizedTest
    @CsvSource({"'',hello,hello", "'','','': ''", "'','a: b',': a: b'", "Mel,'','Mel: '", "a:,b,a:: b"})
    void encode_writesTheSeparatorIfNeeded(String sender, String text, String datagram) {
        assertThat(new ChatMessage(sender, text).encode()).asString().isEqualTo(datagram.replace("'", ""));
    }

    @Test
    void encode_keepsALineEndOfTheText() {
        assertThat(new ChatMessage("Mel", "a\nb\n").encode()).asString().isEqualTo("Mel: a\nb\n\n");
    }

    @Test
    void message_limitCountsBytesAndSender() {
        assertThat(new ChatMessage("Mel", "x".repeat(1019)).encode()).hasSize(1024);
        assertThat(new ChatMessage("Zoë", "é".repeat(509)).encode()).hasSize(1024);
        assertThatThrownBy(() -> new ChatMessage("Zoë", "é".repeat(509) + "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a message of 1025 bytes, with its sender, is longer than the limit of 1024");
    }

    @Test
    void sender_withSeparator_isRefused() {
        assertThatThrownBy(() -> new ChatMessage("Mel: B", "hello"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the sender 'Mel: B' contains ': ', which separates sender and text");
    }

    @Test
    void surrogates_thatRepresentNoBytes_areRefused() {
        for (String text : new String[] {"\ud83d", "\udc7f", "\udd00", "\udcc3\udca9"}) {
            assertThatThrownBy(() -> new ChatMessage("Mel", text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the message contains unpaired surrogates that do not represent bytes");
        }
    }

    @Test
    void decode_emptyOrTooLargeDatagram_isRefused() {
        assertThatThrownBy(() -> ChatMessage.decode(new byte[0]))
                .isInstanceOfSatisfying(ProtocolException.class, refusal -> assertThat(refusal.reason())
                        .isEqualTo(Reason.TRUNCATED));
        assertThatThrownBy(() -> ChatMessage.decode(new byte[1025]))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("a chat message of 1025 bytes or more is longer than the limit of 1024 (crds-5.1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mel", "user", "Zoë", "名前", "a b", ":", "a:", ":a", "a :b", " "})
    void isName_acceptsAlmostAnyText(String name) {
        assertThat(ChatMessage.isName(name)).isTrue();
        assertThat(ChatMessage.decode(new ChatMessage(name, ": x").encode()).sender())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a: b", ": ", "a\nb", "\u001b[31m", "\u0085", "\ud800", "\udcff"})
    void isName_refusesControlCharactersAndSeparator(String name) {
        assertThat(ChatMessage.isName(name)).isFalse();
    }

    @Test
    void isName_refusesMoreThan255Bytes() {
        assertThat(ChatMessage.isName("é".repeat(127))).isTrue();
        assertThat(ChatMessage.isName("é".repeat(128))).isFalse();
    }
}
