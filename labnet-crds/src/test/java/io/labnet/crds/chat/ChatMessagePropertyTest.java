// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.crds.internal.WireText;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ChatMessagePropertyTest {
    /** Any datagram decodes to a message that keeps all bytes, except a line end and an unnecessary separator. */
    @Property(tries = 2000)
    void decode_keepsAllBytesOfAnyDatagram(@ForAll("datagrams") byte[] datagram) {
        ChatMessage message = ChatMessage.decode(datagram);

        byte[] again = message.encode();
        assertThat(ChatMessage.decode(again)).isEqualTo(message);
        assertThat(again.length).isLessThanOrEqualTo(Math.max(datagram.length, ChatMessage.SEPARATOR.length()));
        boolean named = !message.sender().isEmpty();
        if (named && datagram[datagram.length - 1] != '\n') {
            assertThat(again).isEqualTo(datagram);
        }
    }

    @Property
    void decode_ofEncodedMessage_isEqual(@ForAll("texts") String sender, @ForAll("texts") String text) {
        if (!sender.contains(ChatMessage.SEPARATOR)) {
            ChatMessage message = new ChatMessage(sender, text);
            assertThat(ChatMessage.decode(message.encode())).isEqualTo(message);
        }
    }

    @Provide
    Arbitrary<byte[]> datagrams() {
        Arbitrary<Byte> likely = Arbitraries.of(
                (byte) ':', (byte) ' ', (byte) '\n', (byte) '\r', (byte) 'a', (byte) 0xc3, (byte) 0xa9, (byte) 0xe2);
        return Arbitraries.oneOf(
                likely.array(byte[].class).ofMinSize(1).ofMaxSize(12),
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(ChatMessage.MAX_BYTES));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars(": \n\réa\u001b")
                .all()
                .ofMaxLength(100)
                .map(text -> WireText.decode(ByteBuffer.wrap(WireText.encode(text))));
    }
}
