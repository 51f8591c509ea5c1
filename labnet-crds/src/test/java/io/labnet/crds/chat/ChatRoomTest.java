// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.datagram.Membership;
import io.labnet.core.transport.datagram.MemoryDatagrams;
import io.labnet.core.transport.datagram.UdpTransport;
import io.labnet.crds.RoomAddress;
import io.labnet.testkit.LoopbackMulticast;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRoomTest {
    private static final RoomAddress ADDRESS = new RoomAddress("239.0.0.10", 5000);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final MemoryDatagrams transport = new MemoryDatagrams();

    @Test
    void send_reachesEverybody() throws IOException {
        try (ChatRoom mel = ChatRoom.join(transport, ADDRESS, "Mel");
                ChatRoom zoe = ChatRoom.join(transport, ADDRESS, "Zoë")) {
            mel.send("hello");
            zoe.send("ça va: oui");
            for (ChatRoom room : new ChatRoom[] {mel, zoe}) {
                assertThat(room.receive()).isEqualTo(new ChatMessage("Mel", "hello"));
                assertThat(room.receive()).isEqualTo(new ChatMessage("Zoë", "ça va: oui"));
            }
            assertThat(mel.name()).isEqualTo("Mel");
            assertThat(mel).hasToString("239.0.0.10:5000 in memory");
        }
    }

    @Test
    void send_tooLongMessage_isRefusedAndNotSent() throws IOException {
        try (ChatRoom mel = ChatRoom.join(transport, ADDRESS, "Mel")) {
            assertThatThrownBy(() -> mel.send("x".repeat(1020)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a message of 1025 bytes, with its sender, is longer than the limit of 1024");
            assertThatThrownBy(() -> mel.receive(Duration.ZERO)).isInstanceOf(SocketTimeoutException.class);
            mel.send("x".repeat(1019));
            assertThat(mel.receive(Duration.ZERO).text()).hasSize(1019);
        }
    }

    @Test
    void receive_skipsInvalidDatagrams() throws IOException {
        try (ChatRoom mel = ChatRoom.join(transport, ADDRESS, "Mel");
                Membership other = transport.join(new Endpoint(ADDRESS.group(), ADDRESS.port()))) {
            send(other, "");
            send(other, "Zoë: " + "x".repeat(2000));
            send(other, "no name");
            assertThat(mel.receive()).isEqualTo(new ChatMessage("", "no name"));
            assertThat(mel.refused()).isEqualTo(2);
        }
    }

    @Test
    void close_leavesTheRoom() throws IOException {
        ChatRoom mel = ChatRoom.join(transport, ADDRESS, "Mel");
        mel.close();
        mel.close();
        assertThatThrownBy(mel::receive).isInstanceOf(IOException.class).hasMessageEndingWith(" was left");
        assertThatThrownBy(() -> mel.send("x")).isInstanceOf(IOException.class).hasMessageEndingWith(" was left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a: b", "a\tb"})
    void join_invalidName_isRefused(String name) {
        assertThatThrownBy(() -> ChatRoom.join(transport, ADDRESS, name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + name.replace("\t", "\\x09")
                        + "' is not a chat name: use 1 to 255 bytes without control characters and without ': '");
    }

    @Test
    void room_worksOverMulticast() throws IOException {
        UdpTransport multicast = LoopbackMulticast.transport();
        // This membership keeps the port in use; the others share it.
        try (Membership group = multicast.join(LoopbackMulticast.anyGroup())) {
            RoomAddress address =
                    new RoomAddress(group.group().host(), group.group().port());
            try (ChatRoom mel = ChatRoom.join(multicast, address, "Mel");
                    ChatRoom zoe = ChatRoom.join(multicast, address, "Zoë")) {
                mel.send("hello");
                assertThat(zoe.receive(TIMEOUT)).isEqualTo(new ChatMessage("Mel", "hello"));
            }
        }
    }

    private static void send(Membership member, String text) throws IOException {
        member.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
