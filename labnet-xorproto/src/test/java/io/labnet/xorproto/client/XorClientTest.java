// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.NoXorResult;
import io.labnet.xorproto.XorFrame;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorPacketCodec;
import io.labnet.xorproto.XorProtocol;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.server.ScoreRegister;
import io.labnet.xorproto.server.XorService;
import io.labnet.xorproto.server.XorTask;
import io.labnet.xorproto.server.XorText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class XorClientTest {
    private static final long STUDENT = 20192996;

    private final MemoryTransport transport = new MemoryTransport();

    @ParameterizedTest
    @ValueSource(ints = {0, 25_001, 2 * 9_984, 3_000_000})
    void run_decryptsTextsOfAnySize(int length) throws Exception {
        byte[] text = new byte[length];
        new Random(length).nextBytes(text);
        XorTask task = new XorTask(XorText.of(text), XorTask.randomKeys(new Random(3)), ScoreRegister.NONE);

        XorReport report = run(new XorService(task), ChecksumChoice.AUTO);

        assertThat(report.outcome()).isEqualTo(new XorResult(true, 50, "DECRYPTED DATA MATCH"));
        assertThat(report.form()).isEqualTo(ChecksumForm.RFC_1071);
        assertThat(report.refused()).isNull();
    }

    @Test
    void maxTextBytes_negative_throws() {
        XorClient client = new XorClient(transport, Endpoint.loopback(1));
        assertThatThrownBy(() -> client.withMaxTextBytes(-1)).hasMessage("maxTextBytes -1 is negative");
    }

    /** Student servers know one form, and reply FAIL or close the connection for others. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void auto_afterRefusal_triesByteSwapped(boolean saysSo) throws Exception {
        XorReport report = run(serverOf(ChecksumForm.BYTE_SWAPPED, saysSo), ChecksumChoice.AUTO);

        assertThat(report.outcome()).isEqualTo(new XorResult(true, 50, "x"));
        assertThat(report.form()).isEqualTo(ChecksumForm.BYTE_SWAPPED);
        assertThat(report.refused()).isInstanceOf(saysSo ? XorResult.class : NoXorResult.class);
    }

    @Test
    void choice_otherThanAuto_usesOneForm() throws Exception {
        Function<Peer, ByteSession> swapped = serverOf(ChecksumForm.BYTE_SWAPPED, true);
        Function<Peer, ByteSession> rfc = serverOf(ChecksumForm.RFC_1071, true);

        assertThat(run(swapped, ChecksumChoice.SWAPPED).outcome()).isEqualTo(new XorResult(true, 50, "x"));
        assertThat(run(rfc, ChecksumChoice.RFC).outcome()).isEqualTo(new XorResult(true, 50, "x"));
        assertThat(run(swapped, ChecksumChoice.RFC).outcome()).isEqualTo(new XorResult(false, 0, "no"));
        assertThat(run(rfc, ChecksumChoice.SWAPPED).outcome()).isEqualTo(new XorResult(false, 0, "no"));
    }

    @ParameterizedTest
    @EnumSource
    void run_withoutServer_throws(ChecksumChoice choice) {
        XorClient client = new XorClient(transport, Endpoint.loopback(4000));

        assertThatThrownBy(() -> client.run("test", STUDENT, choice)).isInstanceOf(IOException.class);
        assertThat(client.server()).isEqualTo(Endpoint.loopback(4000));
    }

    @Test
    void resetConnection_isNamed() throws Exception {
        XorReport report = run(
                peer -> new Conversation<>(XorProtocol.server(), new Session<>() {
                    @Override
                    public void received(XorFrame message, Outbox<XorFrame> out) {
                        out.abort();
                    }
                }),
                ChecksumChoice.RFC);

        assertThat(report.outcome()).isInstanceOfSatisfying(NoXorResult.class, none -> assertThat(none.explanation())
                .startsWith("the connection was lost (the connection was reset) before a result came"));
    }

    @Test
    void serverGoneBeforeRetry_keepsFirstOutcome() throws Exception {
        List<Server> servers = new ArrayList<>();
        servers.add(transport.serve(Endpoint.loopback(0), peer -> {
            servers.get(0).close();
            return serverOf(ChecksumForm.BYTE_SWAPPED, false).apply(peer);
        }));
        XorClient client = new XorClient(transport, servers.get(0).endpoint());

        XorReport report = client.run("test", STUDENT, ChecksumChoice.AUTO);

        assertThat(report.outcome()).isInstanceOf(NoXorResult.class);
        assertThat(report.form()).isEqualTo(ChecksumForm.RFC_1071);
        assertThat(report.refused()).isNull();
    }

    /** A fault of the server has nothing to do with the checksum of the request. */
    @Test
    void auto_faultOfServer_isNotRetried() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        byte[] badChecksum = new XorPacket(true, "tree", STUDENT).encode();
        badChecksum[2] ^= 1;
        for (byte[] answer : List.of(
                new XorPacket(true, "tree", 99).encode(),
                badChecksum,
                new byte[10],
                new XorResult(false, 20, "bad").packet().encode())) {
            connections.set(0);
            XorReport report = run(
                    peer -> {
                        connections.incrementAndGet();
                        return answering(out -> {
                            out.send(answer);
                            out.finish();
                        });
                    },
                    ChecksumChoice.AUTO);

            assertThat(report.refused()).isNull();
            assertThat(report.form()).isEqualTo(ChecksumForm.RFC_1071);
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void interrupt_isNotRefusal() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        Thread runner = Thread.currentThread();
        Function<Peer, ByteSession> silent = peer -> {
            connections.incrementAndGet();
            return answering(out -> runner.interrupt());
        };
        try {
            assertThatThrownBy(() -> run(silent, ChecksumChoice.AUTO))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasCauseInstanceOf(IOException.class);
        } finally {
            // Cleared for later tests in this thread.
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(connections).hasValue(1);
    }

    private XorReport run(Function<Peer, ByteSession> service, ChecksumChoice choice) throws IOException {
        try (Server server = transport.serve(Endpoint.loopback(0), service)) {
            return new XorClient(transport, server.endpoint()).run("test", STUDENT, choice);
        }
    }

    /** A server that handles each request in the same way. */
    private static ByteSession answering(Consumer<Outbox<byte[]>> answer) {
        XorPacketCodec requests = XorPacketCodec.of(ChecksumForm.RFC_1071);
        Protocol<XorPacket, byte[]> protocol =
                new Protocol<>("any", () -> requests, (bytes, out) -> out.put(bytes), XorPacket.MAX_BYTES);
        return new Conversation<>(protocol, (request, out) -> answer.accept(out));
    }

    /** A server that accepts only one form, and sends the text only after a valid request. */
    private static Function<Peer, ByteSession> serverOf(ChecksumForm form, boolean saysSo) {
        XorPacketCodec codec = XorPacketCodec.of(form);
        Protocol<XorPacket, XorPacket> protocol = new Protocol<>("one form", () -> codec, codec, XorPacket.MAX_BYTES);
        return peer -> new Conversation<>(protocol, new Session<XorPacket, XorPacket>() {
            @Override
            public void received(XorPacket message, Outbox<XorPacket> out) {
                out.send(new XorResult(true, 50, "x").packet());
                out.finish();
            }

            @Override
            public void rejected(ProtocolException problem, Outbox<XorPacket> out) {
                if (saysSo) {
                    out.send(new XorResult(false, 0, "no").packet());
                }
            }
        });
    }
}
