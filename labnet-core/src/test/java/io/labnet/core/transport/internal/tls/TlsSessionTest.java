// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.Closing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsSessionTest {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    private static TlsPair pair(String version) throws Exception {
        return new TlsPair(version, HELLO, new byte[0], most -> most);
    }

    @Test
    void handshake_runsItsTasksAsWork() throws Exception {
        TlsPair pair = pair("TLSv1.3");
        TlsSession server = pair.server.tls;
        server.receive(pair.client.tls.unsent(), Boundary.MORE);
        assertThat(server.wantsInput()).isFalse();
        assertThat(server.takeWork()).isNotNull();
        assertThat(server.takeWork()).as("one at a time").isNull();
        assertThat(pair.server.opened).isFalse();
    }

    @Test
    void handshake_continuesIfItsWorkIsRefused() throws Exception {
        TlsPair pair = pair("TLSv1.3");
        pair.server.tls.receive(pair.client.tls.unsent(), Boundary.MORE);
        assertThat(pair.server.tls.takeWork()).isNotNull();
        pair.server.tls.workRefused(new RejectedExecutionException("busy"));
        assertThat(pair.server.tls.unsent().hasRemaining()).isTrue();
    }

    @Test
    void handshake_isAnIncompleteMessageWithTimeOfItsOwn() throws Exception {
        TlsPair pair = pair("TLSv1.3");
        TlsSession server = pair.server.tls;
        assertThat(server.midMessage()).isTrue();
        assertThat(server.incomplete()).isEqualTo("it stopped inside the TLS handshake");
        assertThat(server.messageDeadline(Duration.ofMillis(20))).isEqualTo(Duration.ofSeconds(10));
        pair.run();
        assertThat(server.midMessage()).isFalse();
        assertThat(server.messageDeadline(Duration.ofMillis(20))).isEqualTo(Duration.ofMillis(20));
    }

    /** The engine of JDK 17 throws a ClassCastException then. */
    @Test
    void helloRequest_toAServer_isRefused() throws Exception {
        TlsPair pair = pair("TLSv1.2");
        TlsSession server = pair.server.tls;

        byte[] hello = new byte[pair.client.tls.unsent().remaining()];
        pair.client.tls.unsent().get(hello);
        // The type of the message, after the 5 bytes of the record's header.
        hello[5] = 0;
        server.receive(ByteBuffer.wrap(hello), Boundary.MORE);
        while (TlsPair.work(server)) {
            // Runs the handshake.
        }

        assertThat(server.rejection()).isNotNull();
        assertThat(server.closing()).isEqualTo(Closing.FINISH);
    }

    @Test
    void handshake_thatTimesOut_neverOpensTheSession() throws Exception {
        TlsPair pair = pair("TLSv1.3");
        pair.server.tls.timedOut();
        assertThat(pair.server.tls.closing()).isEqualTo(Closing.ABORT);
        pair.server.tls.disconnected(null);
        assertThat(pair.server.opened).isFalse();
        assertThat(pair.server.closed).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void closeNotify_endsTheInput(String version) throws Exception {
        TlsPair pair = pair(version);
        pair.run();
        pair.client.tls.stopped();
        pair.run();
        assertThat(pair.server.received.toString(StandardCharsets.US_ASCII)).isEqualTo("hello");
        assertThat(pair.server.inputEnded).isTrue();
        assertThat(pair.server.tls.closing()).isEqualTo(Closing.FINISH);
        assertThat(pair.client.tls.failure()).isNull();
    }

    @Test
    void endWithoutCloseNotify_isNoEndOfInput() throws Exception {
        TlsPair pair = pair("TLSv1.3");
        pair.run();
        pair.server.tls.receive(NOTHING, Boundary.END);
        assertThat(pair.server.inputEnded).isFalse();
        assertThat(pair.server.tls.closing()).isEqualTo(Closing.FINISH);
        assertThat(pair.server.tls.rejection()).isNull();
    }

    @Test
    void messageThatEndsWithTheInput_needsACloseNotify() throws Exception {
        TlsPair cut = pair("TLSv1.3");
        cut.server.untilEnd = true;
        cut.run();
        cut.server.tls.receive(NOTHING, Boundary.END);
        assertThat(cut.server.tls.rejection())
                .hasMessage("the connection ended without a TLS close_notify, so input may be missing")
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.TRUNCATED));
        assertThat(cut.server.received.size()).isZero();

        TlsPair whole = pair("TLSv1.3");
        whole.server.untilEnd = true;
        whole.run();
        whole.client.tls.stopped();
        whole.run();
        assertThat(whole.server.received.toString(StandardCharsets.US_ASCII)).isEqualTo("hello");
    }

    @Test
    void endInsideARecord_isTruncated() throws Exception {
        TlsPair pair = pair("TLSv1.3");
        pair.run();
        pair.server.tls.receive(ByteBuffer.wrap(new byte[] {0x17, 3, 3}), Boundary.END);
        assertThat(pair.server.tls.rejection()).isNotNull().satisfies(refusal -> assertThat(refusal.reason())
                .isEqualTo(Reason.TRUNCATED));
    }

    @Test
    void pause_insideARecordOrAfterTheHandshake_isNotPassedOn() throws Exception {
        TlsPair pair = new TlsPair("TLSv1.3", new byte[0], HELLO, most -> most);
        pair.run();
        pair.server.tls.receive(NOTHING, Boundary.PAUSE);
        assertThat(pair.server.pauses).isZero();
        pair.client.tls.receive(NOTHING, Boundary.PAUSE);
        pair.client.tls.receive(NOTHING, Boundary.PAUSE);
        assertThat(pair.client.pauses).isEqualTo(1);
        pair.server.tls.receive(ByteBuffer.wrap(new byte[] {0x17}), Boundary.PAUSE);
        assertThat(pair.server.tls.incomplete())
                .isEqualTo("it stopped inside a TLS record: 1 bytes of a TLS record came");
    }

    @Test
    void plainText_isRefusedAtOnce_withItsLikelyCause() throws Exception {
        TlsPair pair = pair("TLSv1.3");
        pair.server.tls.receive(ByteBuffer.wrap("GET / HTTP/1.1".getBytes(StandardCharsets.US_ASCII)), Boundary.MORE);
        assertThat(pair.server.tls.rejection())
                .hasMessage("the client does not use TLS, which this port requires; it looks like an HTTP client");
        assertThat(pair.server.tls.unreadInput()).asString().isEqualTo("GET / HTTP/1.1");
    }

    @Test
    void oldVersion_isRefused() throws Exception {
        TlsPair pair = pair("TLSv1.3");
        // A ClientHello of TLS 1.1 with one cipher suite.
        String hello = "16030100 2d 01000029 0302" + "00".repeat(32) + "00 0002c013 0100";
        pair.server.tls.receive(ByteBuffer.wrap(HexFormat.of().parseHex(hello.replace(" ", ""))), Boundary.MORE);
        Runnable task = pair.server.tls.takeWork();
        assertThat(task).isNotNull();
        task.run();
        pair.server.tls.workDone();
        assertThat(pair.server.tls.rejection()).hasMessageStartingWith("no common TLS version");
        ByteBuffer alert = pair.server.tls.unsent();
        assertThat(alert.get(alert.position())).isEqualTo((byte) RecordBuffer.ALERT);
    }

    @Test
    void hugeRecord_isRefusedByItsHeader() throws Exception {
        TlsPair pair = pair("TLSv1.3");
        pair.server.tls.receive(ByteBuffer.wrap(HexFormat.of().parseHex("160301ffff")), Boundary.MORE);
        assertThat(pair.server.tls.rejection()).hasMessageContaining("65535 bytes is larger than 18432");
    }

    @Test
    void renegotiation_isRefused() throws Exception {
        TlsPair pair = pair("TLSv1.2");
        pair.run();
        pair.server.tls.receive(ByteBuffer.wrap(HexFormat.of().parseHex("160303000101")), Boundary.MORE);
        assertThat(pair.server.tls.rejection()).hasMessageContaining("renegotiation");
    }

    @Test
    void otherFingerprint_isNamedOnBothSides() throws Exception {
        TlsPair pair = pair("TLSv1.3");
        TlsPair other = pair("TLSv1.3");
        TlsPair mixed = new TlsPair(pair.client, other.server);
        mixed.run();
        assertThat(mixed.client.tls.failure())
                .hasMessageStartingWith("the server's certificate has the fingerprint ")
                .hasMessageContaining("not the expected ");
        assertThat(mixed.server.tls.rejection())
                .hasMessageContaining("the peer does not trust this side's certificate");
        assertThat(mixed.client.opened).isFalse();
        assertThat(mixed.server.opened).isFalse();
    }
}
