// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PcapngRecorderTest {
    private static final Instant TIME = Instant.EPOCH;
    private static final int CLIENT_PORT = 40_000;
    private static final int SERVER_PORT = 4000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TranscriptListener connection(String client, int clientPort) throws IOException {
        return new PcapngRecorder(new PcapngFile(out), "127.0.0.1", SERVER_PORT).connection(client, clientPort);
    }

    /** Returns ports, relative sequence number, flags and payload length of each TCP segment in IPv4. */
    private List<String> segments() {
        List<String> segments = new ArrayList<>();
        ByteBuffer file = ByteBuffer.wrap(out.toByteArray());
        while (file.hasRemaining()) {
            ByteBuffer block = file.slice(file.position(), file.getInt(file.position() + 4));
            if (block.getInt(0) == 6) {
                ByteBuffer tcp = block.slice(48, block.getInt(20) - 20);
                segments.add(Short.toUnsignedInt(tcp.getShort(0)) + "-" + Short.toUnsignedInt(tcp.getShort(2)) + " seq "
                        + tcp.getInt(4) + " ack " + tcp.getInt(8) + " flags " + tcp.get(13) + ", "
                        + (tcp.limit() - 20));
            }
            file.position(file.position() + block.limit());
        }
        return segments;
    }

    @Test
    void connection_isRecordedAsSegments() throws IOException {
        TranscriptListener connection = connection("127.0.0.1", CLIENT_PORT);
        connection.opened(TIME, "a client", "a server");
        connection.data(TIME, Side.CLIENT, new byte[IpPackets.MAX_PAYLOAD + 1], List.of());
        connection.data(TIME, Side.SERVER, new byte[2], List.of());
        connection.ended(TIME, Side.SERVER, null);
        connection.ended(TIME, Side.CLIENT, null);
        connection.closed(TIME, null, null);
        assertThat(segments())
                .containsExactly(
                        "40000-4000 seq 0 ack 0 flags 2, 0",
                        "4000-40000 seq 0 ack 1 flags 18, 0",
                        "40000-4000 seq 1 ack 1 flags 16, 0",
                        "40000-4000 seq 1 ack 1 flags 24, 65000",
                        "40000-4000 seq 65001 ack 1 flags 24, 1",
                        "4000-40000 seq 1 ack 65002 flags 24, 2",
                        "4000-40000 seq 3 ack 65002 flags 17, 0",
                        "40000-4000 seq 65002 ack 4 flags 17, 0");
    }

    @ParameterizedTest
    @EnumSource
    void reset_isThatOfTheSideThatBrokeTheConnection(Side breaker) throws IOException {
        TranscriptListener connection = connection("127.0.0.1", CLIENT_PORT);
        connection.opened(TIME, "a client", "a server");
        connection.closed(TIME, breaker, "reset");
        assertThat(segments())
                .last()
                .asString()
                .startsWith(breaker == Side.CLIENT ? "40000-4000 " : "4000-40000 ")
                .contains("flags 20");
    }

    @Test
    void unknownAddress_isInvented() throws IOException {
        connection("this client", 0).opened(TIME, "this client", "a server");
        assertThat(segments()).first().asString().startsWith("1024-4000 ");
    }

    @Test
    void failingFile_isGivenUp() throws IOException {
        AtomicBoolean full = new AtomicBoolean();
        OutputStream disk = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (full.get()) {
                    throw new IOException("the disk is full");
                }
                out.write(b);
            }
        };
        TranscriptListener connection =
                new PcapngRecorder(new PcapngFile(disk), "127.0.0.1", SERVER_PORT).connection("127.0.0.1", CLIENT_PORT);
        connection.opened(TIME, "a client", "a server");
        full.set(true);
        connection.data(TIME, Side.CLIENT, new byte[1], List.of());
        full.set(false);
        connection.data(TIME, Side.CLIENT, new byte[1], List.of());
        assertThat(segments()).hasSize(3);
    }
}
