// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.xor;

import io.labnet.check.script.Expectation;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.check.script.Stage;
import io.labnet.check.script.Wire;
import io.labnet.core.codec.Boundary;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorFrame;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorRule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Adds the steps of a conversation with a client under test, on the only connection, to a script. */
final class XorService {
    static final String KEY = "tree";
    private static final String REQUEST = "request";
    private static final int GOOD = 50;
    private static final int LENGTH_OFFSET = 12;

    /** So long that a client that closes after its answer has closed. */
    private static final Duration BEFORE_RESULT = Duration.ofMillis(50);

    private final Script script;
    private @Nullable String rule;

    XorService(Script script) {
        this.script = script;
    }

    /** Goes on with the script. */
    Script then() {
        return script;
    }

    /** Lets a client that does not answer break the rule of the case. */
    XorService about(String broken) {
        rule = broken;
        return this;
    }

    /** Expects the request, and keeps it. */
    XorService request() {
        script.expect(
                "the request",
                packets(XorRule.REQUEST, (packet, form, stage) -> stage.keep(REQUEST, new Asked(packet.sid(), form))));
        return this;
    }

    /** Sends a text. */
    XorService text(String text) {
        return text(text.getBytes(StandardCharsets.UTF_8));
    }

    XorService text(byte[] text) {
        return text(text, XorPacket.MAX_DATA_BYTES, UnaryOperator.identity());
    }

    /** Sends a text in packets of a size, after a change. */
    XorService text(byte[] text, int size, UnaryOperator<XorText> change) {
        return packets("send a text of " + text.length + " bytes", (stage, wire) -> {
            XorText packets = change.apply(XorText.cut(text, size, KEY, sid(stage), KEY));
            for (XorPacket packet : packets.packets()) {
                wire.send(packet.encode(form(stage)), stage.delivery());
            }
        });
    }

    /** Makes bytes for a client whose request has come. */
    interface Bytes {
        byte[] of(long sid, ChecksumForm form);
    }

    /** Sends bytes at once. */
    XorService bytes(String words, Bytes bytes) {
        return packets(
                "send " + words, (stage, wire) -> wire.send(bytes.of(sid(stage), form(stage)), stage.delivery()));
    }

    private interface Sending {
        void run(Stage stage, Wire wire) throws Mismatch;
    }

    private XorService packets(String words, Sending sending) {
        String connection = script.connection();
        script.act(words, stage -> sending.run(stage, stage.wire(connection)));
        return this;
    }

    private static long sid(Stage stage) {
        return stage.kept(REQUEST, Asked.class).sid();
    }

    private static ChecksumForm form(Stage stage) {
        return stage.kept(REQUEST, Asked.class).form();
    }

    /** Expects the answer, whose bytes the dialogue compares with the text. */
    XorService answer() {
        script.expect("the answer", packets(XorRule.ANSWER_END, (packet, form, stage) -> {}));
        return this;
    }

    /** Expects packets with the flag 0, if any, and the end of the output. */
    XorService noLastPacket() {
        String expected = "no packet with the flag 1";
        script.expect(expected, (in, boundary, stage) -> {
            if (boundary != Boundary.END) {
                return false;
            }
            while (in.hasRemaining()) {
                byte[] rest = new byte[in.remaining()];
                in.duplicate().get(rest);
                ByteBuffer header = ByteBuffer.wrap(rest);
                int length = rest.length < XorPacket.HEADER_BYTES ? 0 : header.getInt(LENGTH_OFFSET);
                if (length < XorPacket.HEADER_BYTES || length > rest.length) {
                    throw new Mismatch(expected, "something else than packets came", rest, 0, null);
                }
                if (header.getShort(0) != 0) {
                    throw new Mismatch(expected, "the answer ended, although the text did not", rest, 1, null);
                }
                in.position(in.position() + length);
            }
            return true;
        });
        return this;
    }

    /** Sends the result GOOD 50 to a client that waits for it, and ends the output. */
    XorService good() {
        return result("GOOD", 1);
    }

    /** Sends a result with another keyword or flag, and ends the output. */
    XorService result(String keyword, int flag) {
        int score = keyword.equals("FAIL") ? 10 : GOOD;
        byte[] message = "DECRYPTED DATA MATCH".getBytes(StandardCharsets.US_ASCII);
        return waits().bytes(
                        "the result " + keyword + " " + score,
                        (sid, form) -> XorText.packet(
                                flag, keyword, score, XorPacket.HEADER_BYTES + message.length, message, form))
                .ended();
    }

    /** Expects that the client waits for the result. */
    private XorService waits() {
        return packets("the client waits for the result", (stage, wire) -> {
            try {
                wire.expectSilence(BEFORE_RESULT);
            } catch (Mismatch left) {
                throw left.bytes().length == 0 ? left.breaking(XorRule.RESULT.number()) : left;
            }
        });
    }

    /** Ends the output. */
    XorService ended() {
        script.finish();
        return this;
    }

    /** What is known of a client. */
    private record Asked(long sid, ChecksumForm form) {}

    private interface Found {
        void accept(XorPacket last, ChecksumForm form, Stage stage);
    }

    /** Expects packets up to one with the flag 1; without it, a rule is broken. */
    private Expectation packets(XorRule late, Found found) {
        return new Expectation() {
            @Override
            public boolean read(ByteBuffer in, Boundary boundary, Stage stage) throws Mismatch {
                XorFrame frame = XorText.next(in, "a packet");
                while (frame != null && !frame.packet().last()) {
                    frame = XorText.next(in, "a packet");
                }
                if (frame != null) {
                    found.accept(frame.packet(), frame.form(), stage);
                }
                if (frame == null && boundary == Boundary.END && rule != null) {
                    throw new Mismatch("a packet", "the program closed the connection").breaking(rule);
                }
                return frame != null;
            }

            @Override
            public Mismatch late(Mismatch mismatch) {
                return XorText.late(mismatch, late);
            }
        };
    }
}
