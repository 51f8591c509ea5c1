// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Closing;
import io.labnet.core.session.Conversation;
import io.labnet.testkit.ConversationDriver;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.NoXorResult;
import io.labnet.xorproto.NoXorResult.Reason;
import io.labnet.xorproto.XorCipher;
import io.labnet.xorproto.XorData;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorPacketCodec;
import io.labnet.xorproto.XorResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XorClientSessionTest {
    private static final XorPacketCodec RFC = XorPacketCodec.of(ChecksumForm.RFC_1071);
    private static final XorPacketCodec SWAPPED = XorPacketCodec.of(ChecksumForm.BYTE_SWAPPED);
    private static final XorPacket REQUEST = new XorPacket(true, "sbmt", 20201234);

    private final XorClientSession session =
            new XorClientSession(REQUEST, ChecksumForm.RFC_1071, XorClient.DEFAULT_MAX_TEXT_BYTES);
    private final ConversationDriver wire = new ConversationDriver(new Conversation<>(session.protocol(), session));

    @Test
    void client_sendsEachPacketBackImmediately() {
        assertThat(wire).hasSent(RFC, REQUEST);
        assertThat(wire.arrive(RFC, packet(false, "tree", "hello, "))).hasSent(RFC, plain(false, "tree", "hello, "));
        assertThat(wire.arrive(RFC, packet(true, "abcd", "KAIST")))
                .hasSent(RFC, plain(true, "abcd", "KAIST"))
                .isOpen();

        wire.arrive(RFC, new XorResult(true, 50, "DECRYPTED DATA MATCH").packet());

        assertThat(wire).hasSaidNothing().isFinished();
        assertThat(session.outcome()).isEqualTo(new XorResult(true, 50, "DECRYPTED DATA MATCH"));
        assertThat(session.refused()).isFalse();
    }

    @Test
    void client_acceptsEveryForm() {
        for (ChecksumForm form : ChecksumForm.values()) {
            wire.arrive(XorPacketCodec.of(form), packet(false, "tree", "x"));
        }
        assertThat(wire.messages(RFC)).hasSize(4);
    }

    @Test
    void refused_failBeforeText_isTrue() {
        wire.arrive(SWAPPED, new XorResult(false, 0, "BAD PACKET").packet());

        assertThat(session.refused()).isTrue();
        assertThat(session.outcome()).isEqualTo(new XorResult(false, 0, "BAD PACKET"));
    }

    @Test
    void refused_goodWithoutText_isFalse() {
        wire.arrive(SWAPPED, new XorResult(true, 50, "x").packet());

        assertThat(session.refused()).isFalse();
    }

    @Test
    void refused_failAfterText_isFalse() {
        wire.arrive(SWAPPED, packet(false, "tree", "x"), new XorResult(false, 10, "BAD PACKET").packet());

        assertThat(session.refused()).isFalse();
        assertThat(session.outcome()).isEqualTo(new XorResult(false, 10, "BAD PACKET"));
    }

    @Test
    void refused_failWithScore_isFalse() {
        wire.arrive(SWAPPED, new XorResult(false, 20, "YOUR CODE IS BAD").packet());

        assertThat(session.refused()).isFalse();
        assertThat(session.outcome()).isEqualTo(new XorResult(false, 20, "YOUR CODE IS BAD"));
    }

    @Test
    void refused_serverClosesConnection_isTrue() {
        wire.end();

        assertThat(session.refused()).isTrue();
        assertNone(Reason.CLOSED, "the server closed the connection after the request without a reply (xor-5.1)");
    }

    @Test
    void refused_lostConnectionBeforeText_isTrue() {
        wire.disconnect(new IOException("reset"));

        assertThat(session.refused()).isTrue();
        assertNone(
                Reason.DISCONNECTED, "the connection was lost before a result came; no packet of the text had arrived");
    }

    @Test
    void refused_lostConnectionInsidePacket_isFalse() {
        wire.arrive(new byte[10]).disconnect(new IOException("reset"));

        assertThat(session.refused()).isFalse();
        assertNone(
                Reason.DISCONNECTED,
                "the connection was lost before a result came, in the middle of a packet "
                        + "(10 of the 16 bytes of its header came); no packet of the text had arrived");
    }

    @Test
    void lostConnection_insideTheText_namesTheMissingPacket() {
        wire.arrive(RFC, packet(false, "tree", "hello, ")).disconnect(new IOException("reset"));

        assertNone(
                Reason.DISCONNECTED,
                "the connection was lost before a result came; 1 packet of the text had arrived (7 bytes of data), "
                        + "but no last packet (flag 1), and all of it had been sent back (xor-3.2)");
    }

    @Test
    void endOfInput_reportsMissingLastPacket() {
        wire.arrive(RFC, packet(false, "tree", "hello, ")).end();

        assertThat(session.refused()).isFalse();
        assertNone(
                Reason.CLOSED,
                "the server closed the connection without a result; 1 packet of the text had arrived (7 bytes of data), "
                        + "but no last packet (flag 1), and all of it had been sent back (xor-3.2)");
    }

    @Test
    void endOfInput_reportsUnsentAnswers() {
        wire.stopReading()
                .arrive(RFC, packet(false, "tree", "hello, "), packet(true, "tree", "KAIST"))
                .end();

        assertNone(
                Reason.CLOSED,
                "the server closed the connection without a result; 2 packets of the text had arrived (12 bytes of data), "
                        + "including the last one, and not all of it had been sent back yet (xor-5.1)");
    }

    @Test
    void timeout_isNotRefusalAndHasLimit() {
        wire.timeOut();

        assertThat(session.refused()).isFalse();
        assertNone(
                Reason.TIMED_OUT,
                "the server sent nothing for 45 seconds; no packet of the text had arrived (xor-5.1)");
    }

    @Test
    void timeoutInsidePacket_reportsReceivedPart() {
        byte[] text = packet(true, "tree", "hello").encode();
        wire.arrive(Arrays.copyOf(text, 18)).timeOut();

        assertNone(
                Reason.TIMED_OUT,
                "a packet of the server was not complete within 15 seconds "
                        + "(18 of the 21 bytes given by its length field came); no packet of the text had arrived (xor-1.5)");
    }

    @Test
    void timeoutAfterSplitPacket_reportsNoPart() {
        byte[] text = packet(true, "tree", "hello").encode();
        wire.arrive(Arrays.copyOf(text, 18));
        wire.arrive(Arrays.copyOfRange(text, 18, text.length)).timeOut();

        assertNone(
                Reason.TIMED_OUT,
                "the server sent nothing for 45 seconds; 1 packet of the text had arrived (5 bytes of data), "
                        + "including the last one, and all of it had been sent back (xor-5.1)");
    }

    @Test
    void writeTimeout_isReportedUnlessRunHadEnded() {
        wire.disconnect(new IOException("the peer read nothing"));
        session.writeTimedOut();

        assertNone(Reason.TIMED_OUT, "the server read nothing for 45 seconds; no packet of the text had arrived");
        assertThat(session.refused()).isFalse();

        XorClientSession done = new XorClientSession(REQUEST, ChecksumForm.RFC_1071, XorClient.DEFAULT_MAX_TEXT_BYTES);
        new ConversationDriver(new Conversation<>(done.protocol(), done))
                .arrive(RFC, new XorResult(true, 50, "x").packet());
        done.writeTimedOut();
        assertThat(done.outcome()).isEqualTo(new XorResult(true, 50, "x"));
    }

    @Test
    void invalidPacket_isRejectedAndNotRefusal() {
        wire.arrive("HTTP/1.1 400 Bad".getBytes(StandardCharsets.US_ASCII));

        assertThat(session.refused()).isFalse();
        assertNone(
                Reason.REJECTED,
                "the server sent an invalid packet: the flag is 18516 (bytes 48 54 at offset 0), neither 0 nor 1: it begins "
                        + "\"HTTP/1.1\"...; likely cause: an HTTP server (xor-1.1)");
    }

    @Test
    void invalidPacketAfterOthers_reportsTheirNumber() {
        byte[] digit = packet(false, "tree", "x").encode();
        digit[5] = '1';
        wire.arrive(RFC, packet(false, "tree", "x"), packet(false, "tree", "y")).arrive(digit);

        assertNone(
                Reason.REJECTED,
                "the server sent an invalid packet after 2 packets of the text: "
                        + "the keyword is \"t1ee\" (bytes 74 31 65 65 at offset 4), not 4 ASCII letters (xor-1.3)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "hello, KAIST"})
    void endlessText_endsAtLimit(String data) {
        XorClientSession limited = new XorClientSession(REQUEST, ChecksumForm.RFC_1071, 1000);
        ConversationDriver endless = new ConversationDriver(new Conversation<>(limited.protocol(), limited));
        XorPacket packet = packet(false, "tree", data);
        int packets = 0;
        while (endless.closing() == Closing.NO && packets <= 1000) {
            endless.arrive(RFC, packet);
            packets++;
        }

        assertThat(packets).isEqualTo(1000 / packet.length() + 1);
        assertThat(endless).isAborted();
        assertThat(limited.outcome())
                .isEqualTo(new NoXorResult(
                        Reason.TOO_LONG,
                        "the text exceeds the limit of 1000 bytes: " + packets + " packets of the text had arrived, "
                                + "but no last packet (flag 1) (xor-3.2)"));
        assertThat(limited.refused()).isFalse();
    }

    @Test
    void lastPacketAboveLimit_isAccepted() {
        XorClientSession limited = new XorClientSession(REQUEST, ChecksumForm.RFC_1071, 0);
        ConversationDriver whole = new ConversationDriver(new Conversation<>(limited.protocol(), limited));
        whole.arrive(RFC, packet(true, "tree", "hello"));

        assertThat(whole.messages(RFC)).hasSize(2).last().isEqualTo(plain(true, "tree", "hello"));
    }

    @Test
    void otherSid_isUnexpectedAndNoRefusal() {
        wire.arrive(RFC, new XorPacket(true, "tree", 1, new byte[1]));

        assertThat(session.refused()).isFalse();
        assertNone(Reason.UNEXPECTED, "a packet has the sid 1, not the student id 20201234 (xor-3.1)");
        assertThat(wire.messages(RFC)).containsExactly(REQUEST);
    }

    @Test
    void packetAfterTheLast_isUnexpected() {
        wire.arrive(RFC, packet(true, "tree", "x"), packet(true, "tree", "x"));

        assertNone(
                Reason.UNEXPECTED,
                "a packet with the keyword tree came after the last packet of the text, not GOOD or FAIL (xor-5.1)");
    }

    private void assertNone(Reason reason, String explanation) {
        assertThat(session.outcome()).isEqualTo(new NoXorResult(reason, explanation));
    }

    private static XorPacket packet(boolean last, String key, String text) {
        return new XorPacket(last, key, REQUEST.sid(), XorCipher.of(key).apply(XorData.of(text)));
    }

    private static XorPacket plain(boolean last, String key, String text) {
        return new XorPacket(last, key, REQUEST.sid(), XorData.of(text));
    }
}
