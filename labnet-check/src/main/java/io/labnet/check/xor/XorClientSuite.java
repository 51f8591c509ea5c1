// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.xor;

import io.labnet.check.Suite;
import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Script;
import io.labnet.check.script.ServerCases;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorCipher;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorRule;
import io.labnet.xorproto.trace.XorDialogue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

/** The cases of xor clients, which decrypt a text. The dialogue compares their answers with it. */
public final class XorClientSuite implements Suite {
    private static final int FULL = XorPacket.MAX_DATA_BYTES;
    private static final int HEADER = XorPacket.HEADER_BYTES;
    private static final int SMALL = 100;
    private static final String SANE = "xor-4.5/sanity";
    private static final String TEXT = "hello, KAIST";

    /** Creates the suite. */
    public XorClientSuite() {}

    @Override
    public String protocol() {
        return "xor";
    }

    @Override
    public Side side() {
        return Side.CLIENT;
    }

    @Override
    public RulePage page() {
        return XorRule.page();
    }

    @Override
    public Dialogue<?, ?> dialogue() {
        return new XorDialogue();
    }

    @Override
    public Variant split() {
        return new Variant("xor-1.8", Level.SHOULD);
    }

    @Override
    public CheckCase sanity() {
        return answered(SANE, "a text of 12 bytes", TEXT.getBytes(StandardCharsets.UTF_8))
                .must(0);
    }

    @Override
    public List<CheckCase> cases(Random random) {
        List<CheckCase> cases = new ArrayList<>(texts());
        cases.addAll(results());
        cases.addAll(unusual());
        cases.addAll(seeded(random));
        cases.addAll(wrongPackets());
        cases.addAll(ends());
        cases.replaceAll(each -> each.needing(SANE));
        return cases;
    }

    private static XorService asked(String name, String title) {
        return new XorService(Script.of(name, title)).request();
    }

    private static Script answered(String name, String title, byte[] text) {
        return asked(name, title).text(text).answer().good().then().stops();
    }

    /** A text of so many bytes, without a period that a buffer might have. */
    static byte[] text(int bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < bytes; i++) {
            text.append("word").append(i).append(i % 7 == 0 ? '\n' : ' ');
        }
        return text.substring(0, bytes).getBytes(StandardCharsets.US_ASCII);
    }

    private static List<CheckCase> texts() {
        byte[] lines = "\n  two lines\n\nand an empty one between \n \n".getBytes(StandardCharsets.US_ASCII);
        byte[] umlauts = "Zürich, größer, \u30c1\u30e3\u30c3\u30c8!!".getBytes(StandardCharsets.UTF_8);
        return List.of(
                answered("xor-4.5/short", "a text of two bytes", new byte[] {'h', 'i'})
                        .must(3),
                answered(
                                "xor-4.5/zeros",
                                "a text that, encrypted, has zero bytes",
                                "treetree tree trees ".getBytes(StandardCharsets.US_ASCII))
                        .must(4),
                answered("xor-4.5/umlauts", "characters of two and three bytes", umlauts)
                        .must(4),
                answered("xor-4.4/lines", "white space at both ends, and empty lines", lines)
                        .must(4),
                answered("xor-4.4/5000", "a text of 5,000 bytes, more than small buffers have", text(5000))
                        .must(5),
                answered("xor-4.4/two", "a text of two packets, the second with two bytes", text(FULL + 2))
                        .must(5),
                answered("xor-4.2/three", "a text of three packets", text(20_500))
                        .must(6),
                answered("xor-1.4/large", "a text of 150,000 bytes", text(150_000))
                        .must(5)
                        .with(Trait.WHOLE));
    }

    private static List<CheckCase> results() {
        return List.of(
                asked("any-2.1/good", "a client whose result is GOOD ends with success")
                        .text(TEXT)
                        .answer()
                        .good()
                        .then()
                        .stops(true)
                        .should(1)
                        .with(Trait.WHOLE),
                asked("any-2.1/fail", "a client whose result is FAIL ends without success")
                        .text(TEXT)
                        .answer()
                        .result("FAIL", 1)
                        .then()
                        .stops(false)
                        .should(1)
                        .with(Trait.WHOLE),
                asked("xor-5.1/refused", "a FAIL in place of the text is a result, and not answered")
                        .result("FAIL", 1)
                        .then()
                        .end()
                        .stops()
                        .must(3),
                asked("xor-5.1/flag", "a result with the flag 0 is a result")
                        .text(TEXT)
                        .answer()
                        .result("GOOD", 0)
                        .then()
                        .stops(true)
                        .habit()
                        .with(Trait.WHOLE),
                asked("xor-5.1/done", "a result with the keyword DONE is none")
                        .text(TEXT)
                        .answer()
                        .result("DONE", 1)
                        .then()
                        .stops()
                        .exits("with another exit status than 0", status -> status != 0)
                        .should(1)
                        .with(Trait.WHOLE));
    }

    private static List<CheckCase> unusual() {
        return List.of(
                asked("xor-1.7/other", "checksums of another form than that of the request")
                        .about("xor-1.7")
                        .bytes("a text", (sid, form) -> oneText(sid)
                                .encode(
                                        form == ChecksumForm.RFC_1071
                                                ? ChecksumForm.BYTE_SWAPPED
                                                : ChecksumForm.RFC_1071))
                        .answer()
                        .good()
                        .then()
                        .stops()
                        .habit()
                        .with(Trait.WHOLE),
                new XorService(Script.of("xor-1.8/header", "a header is written at once")
                                .expect("a header in one piece", XorTalk::wholeHeader))
                        .then()
                        .should(1)
                        .with(Trait.WHOLE),
                asked("xor-1.8/glued", "all packets of a text in one segment")
                        .bytes("a text of 3 packets", (sid, form) -> XorText.cut(text(250), SMALL, "tree", sid, "tree")
                                .encode(form))
                        .answer()
                        .good()
                        .then()
                        .stops()
                        .should(1)
                        .with(Trait.WHOLE),
                changed("xor-3.3/odd", "a text with an odd length", text(4321), FULL, text -> text)
                        .should(1),
                changed("xor-3.3/full", "a text that fills its packets", text(2 * FULL), FULL, text -> text)
                        .should(1),
                changed("xor-3.3/small", "packets that are not full", text(1000), SMALL, text -> text)
                        .should(1),
                changed("xor-3.4/capitals", "a key in capitals", text(1000), FULL, XorClientSuite::capitals)
                        .should(1),
                changed(
                                "xor-4.5/bytes",
                                "all byte values in place of a text",
                                ServerCases.allBytes(),
                                FULL,
                                text -> text)
                        .should(1));
    }

    private static XorText oneText(long sid) {
        return XorText.cut(TEXT.getBytes(StandardCharsets.UTF_8), FULL, "tree", sid, "tree");
    }

    private static Script changed(String name, String title, byte[] text, int size, UnaryOperator<XorText> change) {
        return asked(name, title)
                .text(text, size, change)
                .answer()
                .good()
                .then()
                .stops();
    }

    private static XorText capitals(XorText text) {
        return text.decrypted(XorService.KEY)
                .with(packet -> new XorPacket(
                        packet.last(),
                        "TREE",
                        packet.sid(),
                        XorCipher.of("TREE").apply(packet.data())));
    }

    /** What no right server sends: a client should not answer it. */
    private static List<CheckCase> wrongPackets() {
        byte[] data = XorCipher.of("tree").apply(TEXT.getBytes(StandardCharsets.UTF_8));
        int length = HEADER + data.length;
        byte[] large = text(XorPacket.MAX_BYTES);
        return List.of(
                wrong(
                        "xor-1.1/flag",
                        "a text with the flag 257",
                        (sid, form) -> XorText.packet(257, "tree", sid, length, data, form)),
                wrong("xor-1.2/checksum", "a text with a wrong checksum", (sid, form) -> {
                    byte[] bytes = oneText(sid).encode(form);
                    bytes[3] ^= 0x55;
                    return bytes;
                }),
                wrong(
                        "xor-1.3/digit",
                        "a text with the keyword tre1",
                        (sid, form) -> XorText.packet(1, "tre1", sid, length, data, form)),
                wrong(
                        "xor-1.4/large",
                        "a packet of 10,016 bytes",
                        (sid, form) -> XorText.packet(1, "tree", sid, HEADER + large.length, large, form)),
                wrong(
                        "xor-1.4/zero",
                        "a packet with the length 0",
                        (sid, form) -> XorText.packet(1, "tree", sid, 0, data, form)),
                wrong(
                        "xor-1.5/cut",
                        "a packet without its last bytes",
                        (sid, form) -> XorText.packet(1, "tree", sid, length + 4, data, form)),
                wrong("xor-3.1/sid", "a text with another sid", (sid, form) -> oneText(sid ^ 1)
                        .encode(form)),
                asked("xor-3.2/end", "a text whose last packet has the flag 0 is not answered to its end")
                        .bytes(
                                "a text whose last packet has the flag 0",
                                (sid, form) -> XorText.packet(0, "tree", sid, length, data, form))
                        .ended()
                        .noLastPacket()
                        .then()
                        .stops()
                        .should(1)
                        .with(Trait.WHOLE));
    }

    private static CheckCase wrong(String name, String title, XorService.Bytes bytes) {
        return asked(name, title + ", which is not answered")
                .bytes(title, bytes)
                .ended()
                .then()
                .end()
                .stops()
                .should(1)
                .with(Trait.WHOLE);
    }

    private static List<CheckCase> ends() {
        return List.of(
                asked("any-2.2/request", "the server closes after the request")
                        .ended()
                        .then()
                        .stops()
                        .must(2)
                        .with(Trait.WHOLE),
                asked("any-2.2/text", "the server closes within a packet of the text")
                        .bytes(
                                "half a packet",
                                (sid, form) -> Arrays.copyOf(oneText(sid).encode(form), HEADER + 2))
                        .ended()
                        .then()
                        .stops()
                        .must(2)
                        .with(Trait.WHOLE),
                asked("any-2.2/result", "the server closes without a result")
                        .text(TEXT)
                        .answer()
                        .ended()
                        .then()
                        .stops()
                        .must(2)
                        .with(Trait.WHOLE),
                asked("any-2.2/reset", "the server resets the connection after the request")
                        .then()
                        .abort()
                        .stops(false)
                        .must(1)
                        .with(Trait.WHOLE));
    }

    private static List<CheckCase> seeded(Random random) {
        List<CheckCase> cases = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            StringBuilder key = new StringBuilder();
            random.ints(XorPacket.KEYWORD_LETTERS, 'a', 'z' + 1).forEach(key::appendCodePoint);
            byte[] text = text(2 * (1 + random.nextInt(FULL)));
            String keyword = key.toString();
            cases.add(asked(
                            "xor-4.5/seeded-" + i,
                            String.format(Locale.ROOT, "a text of %,d bytes with the key %s", text.length, keyword))
                    .bytes("the text", (sid, form) -> XorText.cut(text, FULL, keyword, sid, keyword)
                            .encode(form))
                    .answer()
                    .good()
                    .then()
                    .stops()
                    .must(2));
        }
        return cases;
    }
}
