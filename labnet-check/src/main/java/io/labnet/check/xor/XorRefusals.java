// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.xor;

import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.check.script.ServerCases;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorFrame;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.XorRule;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What a server that scores must refuse: wrong packets, wrong requests and wrong answers. */
final class XorRefusals {
    private static final int REQUESTED = 10;
    private static final int ANSWERED = 20;
    private static final int RIGHT_LENGTH = 35;
    private static final int HEADER = XorPacket.HEADER_BYTES;
    private static final int TOO_LONG = XorPacket.MAX_BYTES + 2;
    private static final byte[] NOTHING = {};

    private final XorTalk.Form form;

    XorRefusals(XorTalk.Form form) {
        this.form = form;
    }

    /** Returns the wrong packets in place of a request. */
    List<CheckCase> requests() {
        return List.of(
                request("xor-1.1/flag", "the flag 256, which is 1 in the other byte order", raw(256, "sbmt", HEADER)),
                request("xor-1.2/zero", "a checksum that was not computed", checksum -> without(checksum)),
                request("xor-1.3/digit", "the keyword sbm1", raw(1, "sbm1", HEADER)),
                request("xor-1.3/null", "the keyword sbm and a zero byte", raw(1, "sbm\0", HEADER)),
                request("xor-1.4/data", "the length 0, that of the data", raw(1, "sbmt", 0)),
                request("xor-1.4/little", "the length 16 in little-endian order", raw(1, "sbmt", 0x1000_0000)),
                request("xor-1.4/negative", "the length 4294967295", raw(1, "sbmt", -1)),
                request("xor-1.5/byte", "the length 17, and then the end of the input", raw(1, "sbmt", HEADER + 1)),
                request(
                        "xor-1.5/half",
                        "half a header, and then the end of the input",
                        checksum -> Arrays.copyOf(packet(true).encode(checksum), HEADER / 2)),
                request("xor-2.1/flag", "a request with the flag 0", checksum -> packet(false)
                        .encode(checksum)),
                request("xor-2.2/data", "a request with the data hi", checksum -> new XorPacket(
                                true, "sbmt", XorTalk.SID, new byte[] {'h', 'i'})
                        .encode(checksum)),
                request("xor-2.3/capitals", "the keyword SBMT", checksum -> new XorPacket(true, "SBMT", XorTalk.SID)
                        .encode(checksum)));
    }

    private static XorPacket packet(boolean last) {
        return new XorPacket(last, "sbmt", XorTalk.SID);
    }

    private static Function<ChecksumForm, byte[]> raw(int flag, String keyword, long length) {
        return checksum -> XorText.packet(flag, keyword, XorTalk.SID, length, NOTHING, checksum);
    }

    private static byte[] without(ChecksumForm checksum) {
        byte[] bytes = packet(true).encode(checksum);
        bytes[2] = 0;
        bytes[3] = 0;
        return bytes;
    }

    private CheckCase request(String name, String title, Function<ChecksumForm, byte[]> bytes) {
        Script script = Script.of(name, title);
        return talk(script)
                .offer(title, bytes)
                .then()
                .finish()
                .with(refused -> talk(refused).refused(0).then())
                .must(1)
                .with(Trait.HOSTILE, Trait.WHOLE)
                .needing(XorServerSuite.SILENT);
    }

    /** A case in which the server must say that it refuses; in the others it may just close. */
    CheckCase explained() {
        String expected = "the result FAIL with a message";
        return Script.of("xor-5.1/fail", "what is no packet gets FAIL")
                .send("an HTTP request", ServerCases.ascii("GET / HTTP/1.1\r\n"))
                .expect(expected, (in, boundary, stage) -> {
                    XorFrame frame = XorText.next(in, expected);
                    if (frame != null && !frame.packet().keyword().equals("FAIL")) {
                        throw new Mismatch(
                                expected, "the keyword is " + frame.packet().keyword());
                    }
                    return frame != null
                            && !XorResult.of(frame.packet()).message().isEmpty();
                })
                .must(2)
                .with(Trait.HOSTILE, Trait.WHOLE);
    }

    /** Returns the wrong answers to a right text. */
    List<CheckCase> answers() {
        return List.of(
                answer(
                        "xor-1.2/answer",
                        "an answer with the checksums of the text",
                        REQUESTED,
                        (answer, checksum) -> wrongSums(answer, checksum)),
                answer(
                        "xor-1.4/answer",
                        "an answer in one packet of more than 10,000 bytes",
                        REQUESTED,
                        (answer, checksum) -> oneLarge(answer, checksum)),
                answer(
                                "xor-1.6/other",
                                "an answer whose checksums have another form than that of the request",
                                REQUESTED,
                                (answer, checksum) -> answer.encode(form.other()))
                        // A server that takes any checksum takes this one, too.
                        .needing("xor-1.2/answer"),
                changed(
                        "xor-4.1/sid",
                        "an answer with another sid",
                        REQUESTED,
                        answer -> answer.with(packet ->
                                new XorPacket(packet.last(), packet.keyword(), XorTalk.SID + 1, packet.data()))),
                changed(
                        "xor-4.1/half",
                        "an answer whose sid differs in its upper half",
                        REQUESTED,
                        answer -> answer.with(packet ->
                                new XorPacket(packet.last(), packet.keyword(), XorTalk.SID ^ 0x10000, packet.data()))),
                changed(
                        "xor-4.2/end",
                        "an answer whose last packet has the flag 0",
                        REQUESTED,
                        answer -> answer.with(
                                packet -> new XorPacket(false, packet.keyword(), packet.sid(), packet.data()))),
                changed(
                        "xor-4.4/short",
                        "an answer without the last two bytes of the text",
                        ANSWERED,
                        answer -> resized(answer, -2)),
                changed(
                        "xor-4.4/long",
                        "an answer with a line end after the text",
                        ANSWERED,
                        answer -> resized(answer, 2)),
                changed(
                        "xor-4.5/encrypted",
                        "an answer that is still encrypted",
                        RIGHT_LENGTH,
                        answer -> answer.answer(XorTalk.SID)),
                changed("xor-4.5/last", "an answer whose last byte is wrong", RIGHT_LENGTH, XorRefusals::wrongByte),
                changed("xor-4.5/order", "an answer backwards", RIGHT_LENGTH, XorRefusals::backwards),
                earlyAnswer());
    }

    private static byte[] wrongSums(XorText answer, ChecksumForm checksum) {
        byte[] bytes = answer.encode(checksum);
        bytes[3] ^= 0x55;
        return bytes;
    }

    /** The whole answer in one packet, filled up if the text is short. */
    private static byte[] oneLarge(XorText answer, ChecksumForm checksum) {
        byte[] data = answer.data();
        byte[] large = Arrays.copyOf(data, Math.max(data.length, TOO_LONG - HEADER));
        String key = answer.packets().get(0).keyword();
        return XorText.packet(1, key, XorTalk.SID, HEADER + large.length, large, checksum);
    }

    private static XorText resized(XorText answer, int by) {
        byte[] data = answer.data();
        byte[] other = Arrays.copyOf(data, Math.max(0, data.length + by));
        Arrays.fill(other, Math.min(data.length, other.length), other.length, (byte) '\n');
        return cut(answer, other);
    }

    private static XorText wrongByte(XorText answer) {
        byte[] data = answer.data();
        data[data.length - 1] ^= 1;
        return cut(answer, data);
    }

    private static XorText backwards(XorText answer) {
        byte[] data = answer.data();
        byte[] other = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            other[i] = data[data.length - 1 - i];
        }
        return cut(answer, other);
    }

    private static XorText cut(XorText answer, byte[] data) {
        return XorText.cut(
                data, XorPacket.MAX_DATA_BYTES, answer.packets().get(0).keyword(), XorTalk.SID, null);
    }

    private CheckCase changed(String name, String title, int score, UnaryOperator<XorText> change) {
        return answer(
                name, title, score, (answer, checksum) -> change.apply(answer).encode(checksum));
    }

    private interface Wrong {
        byte[] bytes(XorText answer, ChecksumForm checksum);
    }

    private CheckCase answer(String name, String title, int score, Wrong wrong) {
        return talk(Script.of(name, title))
                .request()
                .text()
                .offerAnswer(title, wrong::bytes)
                .then()
                .finish()
                .with(refused -> talk(refused).refused(score).then())
                .must(1)
                .with(Trait.HOSTILE, Trait.WHOLE);
    }

    private CheckCase earlyAnswer() {
        String title = "an empty answer together with the request, before the text";
        return talk(Script.of("xor-4.3/early", title))
                .offer(title, checksum -> {
                    byte[] one = packet(true).encode(checksum);
                    byte[] both = Arrays.copyOf(one, 2 * HEADER);
                    System.arraycopy(one, 0, both, HEADER, HEADER);
                    return both;
                })
                .then()
                .finish()
                .with(refused -> talk(refused)
                        .refusedAfterText(XorRule.ANSWER_AFTER_TEXT, REQUESTED)
                        .then())
                .must(1)
                .with(Trait.HOSTILE, Trait.WHOLE);
    }

    private XorTalk talk(Script script) {
        return new XorTalk(script, form, "sbmt", XorTalk.SID);
    }
}
