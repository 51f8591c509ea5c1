// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.trace.Side;
import io.labnet.testkit.DialogueScript;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorCipher;
import io.labnet.xorproto.XorData;
import io.labnet.xorproto.XorPacket;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class XorDialogueTest {
    private static final long SID = 20_201_234;
    private static final XorPacket REQUEST = new XorPacket(true, "sbmt", SID);
    private static final String PART = "hello, KAIST network lab";
    private static final XorPacket GOOD = result("GOOD", 50, "OK");

    private static XorPacket text(boolean last, String text) {
        return new XorPacket(last, "tree", SID, XorCipher.of("tree").apply(XorData.of(text)));
    }

    private static XorPacket answer(boolean last, String text) {
        return new XorPacket(last, "tree", SID, XorData.of(text));
    }

    private static XorPacket result(String keyword, long score, String message) {
        return new XorPacket(true, keyword, score, XorData.of(message));
    }

    private static DialogueScript client(DialogueScript script, XorPacket... packets) {
        for (XorPacket packet : packets) {
            script.say(Side.CLIENT, packet.encode(ChecksumForm.BYTE_SWAPPED));
        }
        return script;
    }

    private static DialogueScript server(DialogueScript script, XorPacket... packets) {
        for (XorPacket packet : packets) {
            script.say(Side.SERVER, packet.encode(ChecksumForm.BYTE_SWAPPED));
        }
        return script;
    }

    /** A client has sent a request, and a server two packets of text. */
    private static DialogueScript begun() {
        return server(client(new DialogueScript(), REQUEST), text(false, PART), text(true, PART));
    }

    private static String breach(DialogueScript script) {
        return script.breach(XorDialogue::new);
    }

    @Test
    void rightConversation_isDescribed() {
        DialogueScript script = client(new DialogueScript(), REQUEST);
        server(script, text(true, "hello"));
        client(script, answer(true, "hello"));
        server(script, GOOD).end(Side.SERVER).end(Side.CLIENT);

        assertThat(script.transcript(new XorDialogue()))
                .containsExactly(
                        "+0.000 a client connected to a server, 1970-01-01T00:00:00Z",
                        "+0.000 client: request sbmt of 20201234, 16 bytes",
                        "        0000  00 01                                            flag 1, the last packet",
                        "        0002  d1 de                                            checksum 0xd1de, right (byte-swapped)",
                        "        0004  73 62 6d 74                                      keyword sbmt",
                        "        0008  01 34 3f 12                                      sid 20201234",
                        "        000c  00 00 00 10                                      length 16",
                        "+0.000 server: text with the key tree, 5 bytes, the last packet, 21 bytes",
                        "        0000  00 01                                            flag 1, the last packet",
                        "        0002  ab a5                                            checksum 0xaba5, right (byte-swapped)",
                        "        0004  74 72 65 65                                      keyword tree",
                        "        0008  01 34 3f 12                                      sid 20201234",
                        "        000c  00 00 00 15                                      length 21",
                        "        0010  1c 17 09 09 1b                                   data, decrypted \"hello\"",
                        "+0.000 client: answer, 5 bytes, the last packet, 21 bytes",
                        "        0000  00 01                                            flag 1, the last packet",
                        "        0002  f9 a1                                            checksum 0xf9a1, right (byte-swapped)",
                        "        0004  74 72 65 65                                      keyword tree",
                        "        0008  01 34 3f 12                                      sid 20201234",
                        "        000c  00 00 00 15                                      length 21",
                        "        0010  68 65 6c 6c 6f                                   data \"hello\"",
                        "+0.000 server: result GOOD, score 50: OK, 18 bytes",
                        "        0000  00 01                                            flag 1, the last packet",
                        "        0002  dc 19                                            checksum 0xdc19, right (byte-swapped)",
                        "        0004  47 4f 4f 44                                      keyword GOOD",
                        "        0008  00 00 00 32                                      sid 50",
                        "        000c  00 00 00 12                                      length 18",
                        "        0010  4f 4b                                            data \"OK\"",
                        "+0.000 server ended its output",
                        "+0.000 client ended its output",
                        "+0.000 closed");
    }

    @Test
    void rightConversations_breakNothing() {
        assertThat(breach(server(client(begun(), answer(true, PART + PART)), GOOD)
                        .end(Side.SERVER)
                        .end(Side.CLIENT)))
                .isEmpty();
        DialogueScript oneByOne = server(client(new DialogueScript(), REQUEST), text(false, PART));
        server(client(oneByOne, answer(false, PART)), text(true, ""));
        assertThat(breach(server(client(oneByOne, answer(true, "")), GOOD)
                        .end(Side.CLIENT)
                        .end(Side.SERVER)))
                .isEmpty();
    }

    @Test
    void requests_breakRules() {
        assertThat(breach(client(new DialogueScript(), new XorPacket(false, "sbmt", SID))
                        .end(Side.SERVER)))
                .isEqualTo("client xor-2.1");
        assertThat(breach(client(new DialogueScript(), new XorPacket(true, "sbmt", SID, new byte[2]))))
                .isEqualTo("client xor-2.2");
        assertThat(breach(client(new DialogueScript(), new XorPacket(true, "SBMT", SID))))
                .isEqualTo("client xor-2.3");
        assertThat(breach(client(new DialogueScript(), new XorPacket(true, "sbmt", 2_020_123))))
                .isEqualTo("client xor-2.4");
        assertThat(breach(new DialogueScript().clientHex("0001 0000 73626d74 01343f12 00000010")))
                .isEqualTo("client xor-1.2");
        assertThat(breach(new DialogueScript().end(Side.CLIENT))).isEqualTo("client xor-2.1");
    }

    @Test
    void answers_breakRules() {
        XorPacket otherSid = new XorPacket(true, "tree", 0, XorData.of(PART + PART));
        assertThat(breach(client(begun(), otherSid))).isEqualTo("client xor-4.1");
        assertThat(breach(client(begun(), answer(false, PART)).end(Side.CLIENT)))
                .isEqualTo("client xor-4.2");
        assertThat(breach(client(new DialogueScript(), REQUEST).end(Side.CLIENT)))
                .isEqualTo("client xor-4.2");
        assertThat(breach(client(new DialogueScript(), REQUEST, answer(true, ""))))
                .isEqualTo("client xor-4.3");
        assertThat(breach(client(begun(), answer(true, PART)))).isEqualTo("client xor-4.4");
        assertThat(breach(client(begun(), answer(true, PART.toUpperCase(Locale.ROOT) + PART))))
                .isEqualTo("client xor-4.5");
    }

    @Test
    void endlessAnswer_breaksRule() {
        DialogueScript script = begun();
        for (int i = 0; i < 110; i++) {
            client(script, answer(false, "x".repeat(XorPacket.MAX_DATA_BYTES)));
        }
        XorDialogue dialogue = new XorDialogue();

        assertThat(script.transcript(dialogue)).anyMatch(line -> line.contains("DOES NOT END") && line.contains("4.2"));
    }

    @Test
    void texts_breakRules() {
        XorPacket otherSid = new XorPacket(true, "tree", 0, new byte[4]);
        DialogueScript request = client(new DialogueScript(), REQUEST);
        assertThat(breach(server(request, otherSid))).isEqualTo("server xor-3.1");
        DialogueScript open = server(client(new DialogueScript(), REQUEST), text(false, PART));
        assertThat(breach(open.end(Side.SERVER).end(Side.CLIENT))).isEqualTo("server xor-3.2");
        DialogueScript partly = server(client(new DialogueScript(), REQUEST), text(false, PART));
        client(partly, answer(false, PART)).end(Side.CLIENT);
        assertThat(breach(partly.end(Side.SERVER))).isEqualTo("server xor-3.2");
    }

    @Test
    void results_breakRules() {
        assertThat(breach(client(new DialogueScript(), REQUEST).end(Side.SERVER).end(Side.CLIENT)))
                .isEqualTo("server xor-5.1");
        assertThat(breach(client(begun(), answer(true, PART + PART)).end(Side.SERVER)))
                .isEqualTo("server xor-5.1");
        assertThat(breach(server(begun(), result("DONE", 50, "OK")))).isEqualTo("server xor-5.1");
        assertThat(breach(server(client(begun(), answer(true, PART + PART)), result("GOOD", SID, "OK"))))
                .isEqualTo("server xor-5.1");
        assertThat(breach(server(client(begun(), answer(true, PART + PART)), result("FAIL", 35, "?"))))
                .isEqualTo("server xor-5.1");
    }

    @Test
    void refusedPacketOfServer_doesNotBlameClient() {
        DialogueScript script = client(new DialogueScript(), REQUEST).serverHex("0100 0000");
        script.say(Side.SERVER, new byte[12]).end(Side.CLIENT);

        assertThat(breach(script)).isEqualTo("server xor-1.1");
        assertThat(script.transcript(new XorDialogue())).endsWith("+0.000 client ended its output", "+0.000 closed");
    }
}
