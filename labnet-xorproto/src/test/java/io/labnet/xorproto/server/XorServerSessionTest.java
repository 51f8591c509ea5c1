// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Closing;
import io.labnet.testkit.ConversationDriver;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorCipher;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorPacketCodec;
import io.labnet.xorproto.XorResult;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exchanges without faults. */
class XorServerSessionTest extends XorServerFixture {
    @Test
    void documentedExchange_matchesByteForByte() {
        ConversationDriver wire = serve(TEXT.getBytes(US_ASCII), register)
                .arrive(hex("0001d1de73626d7401343f1200000010"))
                .arrive(hex("0001ba7a7472656501343f120000002e"
                        + "68656c6c6f2c204b41495354206e6574776f726b206c6162203230323021"));

        assertThat(HexFormat.of().formatHex(wire.bytes()))
                .isEqualTo("000131407472656501343f120000002e"
                        + "1c1709091b5e452e353b3631541c0011031d170e541e0407544055574453"
                        + "0001b25d474f4f44000000320000004d"
                        + HexFormat.of()
                                .formatHex("DECRYPTED DATA MATCH & YOUR POINTS ARE REGISTERED ON DATABASE"
                                        .getBytes(US_ASCII)));
        assertThat(wire).isFinished();
        assertThat(stored).containsExactly("20201234: 50");
        assertThat(told).containsExactly("requested 20201234 tree", "replied 20201234 GOOD 50");
    }

    @Test
    void testKeyword_storesNothing() {
        ConversationDriver wire = run(register, TEST, packet(true, TEXT));

        assertThat(result(wire)).isEqualTo(new XorResult(true, 50, "DECRYPTED DATA MATCH"));
        assertThat(stored).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello, KAIST network lab 2021! | 35 | THE DECRYPTED DATA DIFFERS FROM THE TEXT AT BYTE 28: \"1!\" CAME, NOT \"0!\" (xor-4.5); SCORE 35 OF 50:"
                        + " HEADER 10, ALL RECEIVED 10, LENGTH 15",
                "hello, KAIST network lab 2020 | 20 | THE DECRYPTED DATA HAS 29 BYTES, BUT THE TEXT HAS 30 (xor-4.4); SCORE 20 OF 50:"
                        + " HEADER 10, ALL RECEIVED 10",
                "hello, KAIST network lab 2020!! | 20 | THE DECRYPTED DATA HAS 31 BYTES, BUT THE TEXT HAS 30 (xor-4.4); SCORE 20 OF 50:"
                        + " HEADER 10, ALL RECEIVED 10",
            })
    void partialScores_areStoredAndExplained(String answer, int score, String message) {
        ConversationDriver wire = run(register, SUBMIT, packet(true, answer));

        assertThat(result(wire)).isEqualTo(new XorResult(false, score, message + REGISTERED));
        assertThat(wire).isFinished();
        assertThat(stored).containsExactly("20201234: " + score);
    }

    /** 25,001 bytes, exactly two full packets, a byte more, none. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9_983, 9_984, 9_985, 19_968, 25_001, 1_000_000})
    void text_isSentInFullPacketsAndAcceptedBackEarlyOrLate(int length) {
        byte[] text = text(length);
        ConversationDriver atOnce = serve(text, register).stopReading().arrive(SWAPPED_CODEC, TEST);
        int answered = 0;
        int mostUnsent = 0;
        do {
            mostUnsent = Math.max(mostUnsent, atOnce.session().unsent().remaining());
            atOnce.read(25_000);
            List<XorPacket> packets = atOnce.messages(SWAPPED_CODEC);
            for (XorPacket packet : packets.subList(answered, packets.size())) {
                atOnce.arrive(SWAPPED_CODEC, decrypted(packet));
            }
            answered = packets.size();
        } while (atOnce.closing() == Closing.NO);
        assertThat(result(atOnce.readAll()).score()).isEqualTo(50);
        assertThat(mostUnsent).isLessThan(64 * 1024);

        ConversationDriver after = serve(text, register).arrive(SWAPPED_CODEC, TEST);
        List<XorPacket> packets = after.messages(SWAPPED_CODEC);
        assertThat(packets).hasSize(Math.max(1, (length + 9_983) / 9_984));
        for (int i = 0; i < packets.size(); i++) {
            XorPacket packet = packets.get(i);
            boolean last = i == packets.size() - 1;
            assertThat(packet.last()).isEqualTo(last);
            assertThat(last || packet.length() == XorPacket.MAX_BYTES).isTrue();
            after.arrive(SWAPPED_CODEC, decrypted(packet));
        }
        assertThat(result(after).score()).isEqualTo(50);
    }

    @Test
    void answer_mayBeSplitDifferently() {
        byte[] text = text(25_001);
        ConversationDriver wire = serve(text, register).arrive(SWAPPED_CODEC, SUBMIT);
        Random random = new Random(1);
        for (int from = 0; from < text.length; ) {
            int length = Math.min(random.nextInt(300), text.length - from);
            byte[] part = Arrays.copyOfRange(text, from, from + length);
            wire.arrive(SWAPPED_CODEC, new XorPacket(from + length == text.length, "sbmt", STUDENT, part));
            from += length;
        }

        assertThat(result(wire).score()).isEqualTo(50);
    }

    @ParameterizedTest
    @EnumSource
    void everyForm_isAnsweredInItsFamily(ChecksumForm form) {
        XorPacket request = new XorPacket(true, "sbmt", 20192996);
        ConversationDriver wire = serve(text(100), register).arrive(XorPacketCodec.of(form), request);
        XorPacket sent = wire.messages(XorPacketCodec.of(form)).get(0);
        wire.arrive(XorPacketCodec.of(form), decrypted(sent));

        assertThat(result(wire, XorPacketCodec.of(form)).score()).isEqualTo(50);
    }

    @ParameterizedTest
    @EnumSource(names = {"BYTE_SWAPPED", "BYTE_SWAPPED_ONE_FOLD"})
    void clientFoldingOnce_getsFullPoints(ChecksumForm first) {
        // Random bytes, so that the two byte-swapped forms differ for some of 40 full packets.
        byte[] text = new byte[40 * 9_984];
        new Random(7).nextBytes(text);
        ConversationDriver wire = serve(text, register).arrive(XorPacketCodec.of(first), SUBMIT);
        List<XorPacket> packets = wire.messages(SWAPPED_CODEC);
        long differing = packets.stream()
                .map(XorServerSessionTest::decrypted)
                .filter(packet ->
                        !Arrays.equals(packet.encode(SWAPPED), packet.encode(ChecksumForm.BYTE_SWAPPED_ONE_FOLD)))
                .count();
        packets.forEach(
                packet -> wire.arrive(XorPacketCodec.of(ChecksumForm.BYTE_SWAPPED_ONE_FOLD), decrypted(packet)));

        assertThat(differing).isPositive();
        assertThat(result(wire).score()).isEqualTo(50);
    }

    @Test
    void otherFamily_isRefusedAfterTheFirstPacket() {
        ConversationDriver wire = run(register, SUBMIT);
        wire.arrive(XorPacketCodec.of(ChecksumForm.RFC_1071), packet(true, TEXT));

        assertThat(result(wire).score()).isEqualTo(10);
        assertThat(result(wire).message())
                .matches(
                        "BAD PACKET: the checksum is 0x\\w{4}, but 0x\\w{4} \\(byte-swapped\\) was expected; likely cause: "
                                + "another form of checksum: RFC 1071 \\(xor-1.6\\); "
                                + "SCORE 10 OF 50: HEADER 10 & YOUR POINTS ARE REGISTERED ON DATABASE");
        assertThat(stored).containsExactly("20201234: 10");
    }

    @Test
    void randomKeys_areFourLettersAndReproducible() {
        assertThat(XorTask.randomKeys(new Random(1)).get())
                .matches("[a-z]{4}")
                .isEqualTo(XorTask.randomKeys(new Random(1)).get());
    }

    private static XorPacket decrypted(XorPacket packet) {
        byte[] data = XorCipher.of(packet.keyword()).apply(packet.data().toByteArray());
        return new XorPacket(packet.last(), packet.keyword(), packet.sid(), data);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
