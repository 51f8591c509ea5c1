// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Conversation;
import io.labnet.xorproto.NoXorResult.Reason;
import org.junit.jupiter.api.Test;

class XorClientSessionTest {
    private static final ChecksumForm RFC = ChecksumForm.RFC_1071;
    private static final ChecksumForm SWAPPED = ChecksumForm.BYTE_SWAPPED;
    private static final XorPacket REQUEST = new XorPacket(true, "sbmt", 20201234);

    private final XorClientSession session = new XorClientSession(REQUEST, RFC);
    private final Wire wire = new Wire(new Conversation<>(XorProtocol.client(), session));

    @Test
    void client_sendsEachPacketBackDecryptedAtOnce() {
        assertThat(wire.takeAll().packets(RFC)).containsExactly(REQUEST);
        wire.send(RFC, packet(false, "tree", "hello, ")).takeAll();
        assertThat(wire.packets(RFC)).hasSize(2).last().isEqualTo(plain(false, "tree", "hello, "));
        wire.send(RFC, packet(true, "abcd", "KAIST")).takeAll();
        assertThat(wire.packets(RFC)).hasSize(3).last().isEqualTo(plain(true, "abcd", "KAIST"));
        assertThat(wire.closing()).isEqualTo(Closing.NO);

        wire.send(RFC, new XorResult(true, 50, "DECRYPTED DATA MATCH").packet());

        assertThat(wire.closing()).isEqualTo(Closing.FINISH);
        assertThat(session.outcome()).isEqualTo(new XorResult(true, 50, "DECRYPTED DATA MATCH"));
        assertThat(session.refused()).isFalse();
    }

    @Test
    void client_hearsEveryForm() {
        for (ChecksumForm form : ChecksumForm.values()) {
            wire.send(form, packet(false, "tree", "x"));
        }
        assertThat(wire.takeAll().packets(RFC)).hasSize(4);
    }

    @Test
    void refusal_isToldBeforeTheTextAndNotAfter() {
        wire.send(SWAPPED, new XorResult(false, 0, "BAD PACKET").packet());

        assertThat(session.refused()).isTrue();
        assertThat(session.outcome()).isEqualTo(new XorResult(false, 0, "BAD PACKET"));
    }

    @Test
    void goodWithoutText_isNoRefusal() {
        wire.send(SWAPPED, new XorResult(true, 50, "x").packet());

        assertThat(session.refused()).isFalse();
    }

    @Test
    void failAfterTheText_isNoRefusal() {
        wire.send(SWAPPED, packet(false, "tree", "x"), new XorResult(false, 10, "BAD PACKET").packet());

        assertThat(session.refused()).isFalse();
        assertThat(session.outcome()).isEqualTo(new XorResult(false, 10, "BAD PACKET"));
    }

    @Test
    void hangUp_isARefusal() {
        wire.end();

        assertThat(session.refused()).isTrue();
        assertReason(Reason.CLOSED);
    }

    @Test
    void brokenConnection_isARefusalBeforeTheText() {
        wire.session().disconnected(new java.io.IOException("reset"));

        assertThat(session.refused()).isTrue();
        assertReason(Reason.DISCONNECTED);
    }

    @Test
    void silence_isNoRefusal() {
        wire.session().timedOut();

        assertThat(session.refused()).isFalse();
        assertReason(Reason.TIMED_OUT);
    }

    @Test
    void whatIsNoPacket_isRejected() {
        wire.arrive("HTTP/1.1 400 Bad".getBytes(java.nio.charset.StandardCharsets.US_ASCII), Boundary.MORE);

        assertThat(session.refused()).isTrue();
        assertReason(Reason.REJECTED);
    }

    @Test
    void otherSid_isUnexpected() {
        wire.send(RFC, new XorPacket(true, "tree", 1, new byte[1]));

        assertThat(session.refused()).isTrue();
        assertReason(Reason.UNEXPECTED);
        assertThat(wire.takeAll().packets(RFC)).containsExactly(REQUEST);
    }

    @Test
    void packetAfterTheLast_isUnexpected() {
        wire.send(RFC, packet(true, "tree", "x"), packet(true, "tree", "x"));

        assertReason(Reason.UNEXPECTED);
    }

    private void assertReason(Reason reason) {
        assertThat(session.outcome()).isInstanceOfSatisfying(NoXorResult.class, none -> assertThat(none.reason())
                .isEqualTo(reason));
    }

    private static XorPacket packet(boolean last, String key, String text) {
        return new XorPacket(last, key, REQUEST.sid(), XorCipher.of(key).apply(XorData.of(text)));
    }

    private static XorPacket plain(boolean last, String key, String text) {
        return new XorPacket(last, key, REQUEST.sid(), XorData.of(text));
    }
}
