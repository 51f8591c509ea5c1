// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class XorServerSessionTest {
    private static final long STUDENT = 20201234;
    private static final String TEXT = "hello, KAIST network lab 2020!";
    private static final ChecksumForm SWAPPED = ChecksumForm.BYTE_SWAPPED;
    private static final XorPacket SUBMIT = new XorPacket(true, "sbmt", STUDENT);
    private static final XorPacket TEST = new XorPacket(true, "test", STUDENT);
    private static final String REGISTERED = " & YOUR POINTS ARE REGISTERED ON DATABASE";

    private final List<String> stored = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final ScoreRegister register = (student, points) -> stored.add(student + ": " + points);

    @Test
    void documentedExchange_isThatByteForByte() {
        Wire wire = serve(TEXT.getBytes(US_ASCII), register)
                .arrive(hex("0001d1de73626d7401343f1200000010"), Boundary.MORE)
                .takeAll()
                .arrive(
                        hex("0001ba7a7472656501343f120000002e"
                                + "68656c6c6f2c204b41495354206e6574776f726b206c6162203230323021"),
                        Boundary.MORE)
                .takeAll();

        assertThat(HexFormat.of().formatHex(wire.takenBytes()))
                .isEqualTo("000131407472656501343f120000002e"
                        + "1c1709091b5e452e353b3631541c0011031d170e541e0407544055574453"
                        + "0001b25d474f4f44000000320000004d"
                        + HexFormat.of()
                                .formatHex("DECRYPTED DATA MATCH & YOUR POINTS ARE REGISTERED ON DATABASE"
                                        .getBytes(US_ASCII)));
        assertThat(wire.closing()).isEqualTo(Closing.FINISH);
        assertThat(stored).containsExactly("20201234: 50");
        assertThat(told).containsExactly("began 20201234 tree", "concluded 20201234 GOOD 50");
    }

    @Test
    void testKeyword_storesNothing() {
        Wire wire = run(TEXT.getBytes(US_ASCII), TEST, packet(true, TEXT));

        assertThat(wire.result(SWAPPED)).isEqualTo(new XorResult(true, 50, "DECRYPTED DATA MATCH"));
        assertThat(stored).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello, KAIST network lab 2021! | 35 | THE DECRYPTED DATA DIFFERS FROM THE TEXT AT BYTE 28; SCORE 35 OF 50:"
                        + " HEADER 10, ALL RECEIVED 10, LENGTH 15",
                "hello, KAIST network lab 2020 | 20 | THE DECRYPTED DATA HAS 29 BYTES, BUT THE TEXT HAS 30; SCORE 20 OF 50:"
                        + " HEADER 10, ALL RECEIVED 10",
                "hello, KAIST network lab 2020!! | 20 | THE DECRYPTED DATA HAS 31 BYTES, BUT THE TEXT HAS 30; SCORE 20 OF 50:"
                        + " HEADER 10, ALL RECEIVED 10",
            })
    void partialScores_areStoredAndExplained(String answer, int score, String message) {
        Wire wire = run(TEXT.getBytes(US_ASCII), SUBMIT, packet(true, answer));

        assertThat(wire.result(SWAPPED)).isEqualTo(new XorResult(false, score, message + REGISTERED));
        assertThat(wire.closing()).isEqualTo(Closing.FINISH);
        assertThat(stored).containsExactly("20201234: " + score);
    }

    /** 25,001 bytes, exactly two full packets, a byte more, none. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9_983, 9_984, 9_985, 19_968, 25_001, 1_000_000})
    void text_goesInFullPacketsAndComesBackAtOnceOrAfterTheLast(int length) {
        byte[] text = text(length);
        Wire atOnce = serve(text, register).send(SWAPPED, TEST);
        int answered = 0;
        do {
            atOnce.take(25_000);
            List<XorPacket> packets = atOnce.packets(SWAPPED);
            for (XorPacket packet : packets.subList(answered, packets.size())) {
                atOnce.send(SWAPPED, decrypted(packet));
            }
            answered = packets.size();
        } while (atOnce.closing() == Closing.NO);
        assertThat(atOnce.takeAll().result(SWAPPED).score()).isEqualTo(50);
        assertThat(atOnce.mostUnsent()).isLessThan(64 * 1024);

        Wire after = serve(text, register).send(SWAPPED, TEST).takeAll();
        List<XorPacket> packets = after.packets(SWAPPED);
        assertThat(packets).hasSize(Math.max(1, (length + 9_983) / 9_984));
        for (int i = 0; i < packets.size(); i++) {
            XorPacket packet = packets.get(i);
            boolean last = i == packets.size() - 1;
            assertThat(packet.last()).isEqualTo(last);
            assertThat(last || packet.length() == XorPacket.MAX_BYTES).isTrue();
            after.send(SWAPPED, decrypted(packet));
        }
        assertThat(after.takeAll().result(SWAPPED).score()).isEqualTo(50);
    }

    @Test
    void answer_mayBeCutDifferently() {
        byte[] text = text(25_001);
        Wire wire = serve(text, register).send(SWAPPED, SUBMIT).takeAll();
        Random random = new Random(1);
        for (int from = 0; from < text.length; ) {
            int length = Math.min(random.nextInt(300), text.length - from);
            byte[] part = Arrays.copyOfRange(text, from, from + length);
            wire.send(SWAPPED, new XorPacket(from + length == text.length, "sbmt", STUDENT, part));
            from += length;
        }

        assertThat(wire.takeAll().result(SWAPPED).score()).isEqualTo(50);
    }

    @ParameterizedTest
    @EnumSource
    void everyForm_isAnsweredInItsFamily(ChecksumForm form) {
        XorPacket request = new XorPacket(true, "sbmt", 20192996);
        Wire wire = serve(text(100), register).send(form, request).takeAll();
        XorPacket sent = wire.packets(form).get(0);
        wire.send(form, decrypted(sent)).takeAll();

        assertThat(wire.result(form).score()).isEqualTo(50);
    }

    @ParameterizedTest
    @EnumSource(names = {"BYTE_SWAPPED", "BYTE_SWAPPED_ONE_FOLD"})
    void clientThatFoldsOnce_getsFullPoints(ChecksumForm first) {
        // Random bytes, so that among 40 full packets there are some whose folds differ.
        byte[] text = new byte[40 * 9_984];
        new Random(7).nextBytes(text);
        Wire wire = serve(text, register).send(first, SUBMIT).takeAll();
        List<XorPacket> packets = wire.packets(SWAPPED);
        long differing = packets.stream()
                .map(XorServerSessionTest::decrypted)
                .filter(packet ->
                        !Arrays.equals(packet.encode(SWAPPED), packet.encode(ChecksumForm.BYTE_SWAPPED_ONE_FOLD)))
                .count();
        packets.forEach(packet -> wire.send(ChecksumForm.BYTE_SWAPPED_ONE_FOLD, decrypted(packet)));

        assertThat(differing).isPositive();
        assertThat(wire.takeAll().result(SWAPPED).score()).isEqualTo(50);
    }

    @Test
    void otherFamily_isRefusedAfterTheFirstPacket() {
        Wire wire =
                serve(TEXT.getBytes(US_ASCII), register).send(SWAPPED, SUBMIT).takeAll();
        wire.send(ChecksumForm.RFC_1071, packet(true, TEXT)).takeAll();

        assertThat(wire.result(SWAPPED).score()).isEqualTo(10);
        assertThat(wire.result(SWAPPED).message())
                .matches(
                        "BAD PACKET: the checksum is 0x\\w{4}, but 0x\\w{4} \\(byte-swapped\\) was expected; it is that of another form "
                                + "\\(RFC 1071\\); "
                                + "SCORE 10 OF 50: HEADER 10 & YOUR POINTS ARE REGISTERED ON DATABASE");
        assertThat(stored).containsExactly("20201234: 10");
    }

    @Test
    void lastPacketBeforeTheTextHasLeft_scoresTheHeaderAlone() {
        Wire wire = serve(text(25_001), register).send(SWAPPED, SUBMIT).take(100);
        wire.send(SWAPPED, packet(true, "")).takeAll();

        assertThat(wire.result(SWAPPED).score()).isEqualTo(10);
        assertThat(wire.result(SWAPPED).message()).startsWith("YOUR LAST PACKET CAME BEFORE THE WHOLE TEXT");
    }

    @Test
    void faultWhileSending_stopsTheText() {
        Wire wire = serve(text(10_000_000), register).send(SWAPPED, SUBMIT).take(100);
        wire.arrive(new byte[] {9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}, Boundary.MORE)
                .takeAll();

        assertThat(wire.takenBytes()).hasSizeLessThan(64 * 1024);
        assertThat(wire.result(SWAPPED).message())
                .isEqualTo("BAD PACKET: the flag is 2313, neither 0 nor 1; SCORE 10 OF 50: HEADER 10" + REGISTERED);
    }

    static List<XorPacket> badRequests() {
        return List.of(
                new XorPacket(false, "sbmt", STUDENT),
                new XorPacket(true, "SBMT", STUDENT),
                new XorPacket(true, "sbmT", STUDENT),
                new XorPacket(true, "sbmt", STUDENT, new byte[1]));
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void badRequest_scoresNothingAndIsStoredNever(XorPacket request) {
        Wire wire =
                serve(TEXT.getBytes(US_ASCII), register).send(SWAPPED, request).takeAll();

        assertThat(wire.packets(SWAPPED)).hasSize(1);
        assertThat(wire.result(SWAPPED).message()).endsWith("; SCORE 0 OF 50");
        assertThat(wire.result(SWAPPED).good()).isFalse();
        assertThat(wire.closing()).isEqualTo(Closing.FINISH);
        assertThat(stored).isEmpty();
        assertThat(told).containsExactly("concluded null FAIL 0");
    }

    @Test
    void silence_isToldWithTheScoreSoFar() {
        Wire silent = serve(TEXT.getBytes(US_ASCII), register);
        silent.session().timedOut();
        assertThat(silent.takeAll().result(SWAPPED).message()).isEqualTo("NO WHOLE PACKET CAME IN TIME; SCORE 0 OF 50");

        Wire stalled =
                serve(TEXT.getBytes(US_ASCII), register).send(SWAPPED, SUBMIT).takeAll();
        stalled.session().timedOut();
        assertThat(stalled.takeAll().result(SWAPPED).score()).isEqualTo(10);
        assertThat(stalled.closing()).isEqualTo(Closing.FINISH);
        assertThat(stored).containsExactly("20201234: 10");
    }

    @Test
    void endOfTheServer_isToldWithTheScoreSoFar() {
        Wire silent = serve(TEXT.getBytes(US_ASCII), register);
        silent.session().stopped();
        assertThat(silent.takeAll().result(SWAPPED).message())
                .isEqualTo("THE SERVER ENDED BEFORE YOUR LAST PACKET CAME; SCORE 0 OF 50");

        Wire waiting =
                serve(TEXT.getBytes(US_ASCII), register).send(SWAPPED, SUBMIT).takeAll();
        waiting.session().stopped();
        assertThat(waiting.takeAll().result(SWAPPED).message())
                .isEqualTo("THE SERVER ENDED BEFORE YOUR LAST PACKET CAME; SCORE 10 OF 50: HEADER 10" + REGISTERED);
        assertThat(waiting.closing()).isEqualTo(Closing.FINISH);
        assertThat(stored).containsExactly("20201234: 10");
    }

    @Test
    void endOfInput_isToldWithTheScoreSoFar() {
        assertThat(serve(text(5), register).end().takeAll().result(SWAPPED).score())
                .isZero();
        assertThat(serve(text(5), register)
                        .send(SWAPPED, SUBMIT)
                        .end()
                        .takeAll()
                        .result(SWAPPED)
                        .message())
                .startsWith("YOUR OUTPUT ENDED BEFORE YOUR LAST PACKET; SCORE 10 OF 50");
        Wire inside = serve(text(5), register).send(SWAPPED, SUBMIT);
        assertThat(inside.arrive(new byte[7], Boundary.END)
                        .takeAll()
                        .result(SWAPPED)
                        .message())
                .startsWith("BAD PACKET: the input ended after 7 bytes of an incomplete message; SCORE 10");
    }

    @Test
    void otherSid_isRefused() {
        Wire wire =
                run(TEXT.getBytes(US_ASCII), SUBMIT, new XorPacket(true, "tree", STUDENT + 1, TEXT.getBytes(US_ASCII)));

        assertThat(wire.result(SWAPPED).message())
                .startsWith("THE SID OF A PACKET IS 20201235, BUT THAT OF THE REQUEST WAS 20201234; SCORE 10");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9_984})
    void dataWithoutEnd_areEndedByTheServer(int length) {
        Wire wire =
                serve(TEXT.getBytes(US_ASCII), register).send(SWAPPED, SUBMIT).takeAll();
        XorPacket packet = new XorPacket(false, "tree", STUDENT, new byte[length]);
        int sent = 0;
        while (wire.closing() == Closing.NO && sent < 100_000) {
            wire.send(SWAPPED, packet).takeAll();
            sent++;
        }

        assertThat(sent).isLessThan(100_000);
        assertThat(wire.result(SWAPPED).message()).startsWith("YOUR ANSWER DOES NOT END");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9_999_999, 100_000_000, XorPacket.MAX_SID})
    void sidWithoutEightDigits_isScoredAndStoredNever(long sid) {
        Wire wire = run(
                TEXT.getBytes(US_ASCII),
                new XorPacket(true, "sbmt", sid),
                new XorPacket(true, "tree", sid, TEXT.getBytes(US_ASCII)));

        assertThat(wire.result(SWAPPED))
                .isEqualTo(new XorResult(
                        true, 50, "DECRYPTED DATA MATCH, REGISTRATION FAILED: A STUDENT ID HAS 8 DIGITS, NOT " + sid));
        assertThat(stored).isEmpty();
    }

    @Test
    void result_leavesOnlyAfterTheScoreIsStored() {
        Wire wire = serve(TEXT.getBytes(US_ASCII), register).send(SWAPPED, SUBMIT);
        wire.take(Integer.MAX_VALUE).send(SWAPPED, packet(true, TEXT)).take(Integer.MAX_VALUE);

        assertThat(wire.packets(SWAPPED)).hasSize(1);
        assertThat(stored).isEmpty();
        assertThat(wire.work()).isTrue();
        assertThat(wire.take(Integer.MAX_VALUE).result(SWAPPED).score()).isEqualTo(50);
        assertThat(stored).hasSize(1);
    }

    @Test
    void scoreThatIsNotStored_isToldSo() {
        ScoreRegister broken = (student, points) -> {
            throw new IOException("the disk is full" + "!".repeat(20_000));
        };
        Wire wire = serve(TEXT.getBytes(US_ASCII), broken).send(SWAPPED, SUBMIT).takeAll();
        wire.send(SWAPPED, packet(true, TEXT)).takeAll();

        assertThat(wire.result(SWAPPED).score()).isEqualTo(50);
        assertThat(wire.result(SWAPPED).message())
                .startsWith("DECRYPTED DATA MATCH, REGISTRATION FAILED: the disk is full!")
                .hasSize(900);
    }

    @Test
    void messageOfAStore_becomesOneLineThatFits() {
        assertThat(unstored("a\0b\n\u001b[31m")).endsWith("FAILED: a b  [31m");
        assertThat(unstored("가😀".repeat(3000))).matches("DECRYPTED DATA MATCH, REGISTRATION FAILED: (가😀)+가?");
        assertThat(unstored("가😀".repeat(3000)).getBytes(UTF_8)).hasSizeBetween(896, 900);
        assertThat(unstored(" ")).endsWith("FAILED: IOException");
    }

    private String unstored(String message) {
        ScoreRegister broken = (student, points) -> {
            throw new IOException(message);
        };
        Wire wire = serve(TEXT.getBytes(US_ASCII), broken).send(SWAPPED, SUBMIT).takeAll();
        return wire.send(SWAPPED, packet(true, TEXT)).takeAll().result(SWAPPED).message();
    }

    static List<Throwable> failures() {
        return List.of(
                new IOException("x"),
                new NullPointerException("x"),
                new RejectedExecutionException("x"),
                new OutOfMemoryError("x"),
                new Throwable("x"));
    }

    /** Whatever a store throws: also what a closed pool of connections does, and what nobody may declare. */
    @ParameterizedTest
    @MethodSource("failures")
    void failureOfAStore_isToldToTheListenerAndTheClient(Throwable failure) {
        ScoreRegister broken = (student, points) -> XorServerSessionTest.<RuntimeException>raise(failure);
        Wire wire = serve(TEXT.getBytes(US_ASCII), broken).send(SWAPPED, SUBMIT).takeAll();
        wire.send(SWAPPED, packet(true, TEXT)).takeAll();

        assertThat(wire.result(SWAPPED).message()).isEqualTo("DECRYPTED DATA MATCH, REGISTRATION FAILED: x");
        assertThat(told).contains("not stored 20201234 50 " + failure).hasSize(3);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    void clientThatIsGoneInsideTheText_keepsItsScore() {
        Wire wire = serve(text(1_000_000), register).send(SWAPPED, SUBMIT).take(100);
        wire.session().disconnected(null);

        assertThat(stored).containsExactly("20201234: 10");
        assertThat(told).containsExactly("began 20201234 tree", "lost 20201234 10");
    }

    /** Whether its score has been stored by then, is being, or waits for a worker. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void clientThatIsGoneBeforeItsResult_keepsItsScoreOnce(boolean storedBefore) {
        Wire wire =
                serve(TEXT.getBytes(US_ASCII), register).send(SWAPPED, SUBMIT).takeAll();
        wire.send(SWAPPED, packet(true, TEXT));
        Runnable work = Objects.requireNonNull(wire.session().takeWork());
        if (storedBefore) {
            work.run();
        }
        wire.session().disconnected(new IOException("reset"));

        assertThat(stored).containsExactly("20201234: 50");
        assertThat(told).containsExactly("began 20201234 tree", "lost 20201234 50");
    }

    @Test
    void clientThatIsGone_storesNothingUnlessItSubmits() {
        serve(text(9), register).send(SWAPPED, TEST).session().disconnected(null);
        serve(text(9), register).session().disconnected(null);
        serve(text(9), register)
                .send(SWAPPED, new XorPacket(true, "sbmt", 7))
                .session()
                .disconnected(null);

        assertThat(stored).isEmpty();
        assertThat(told).containsExactly("began 20201234 tree", "lost 20201234 10", "began 7 tree", "lost 7 10");
    }

    @Test
    void clientThatWasTold_isNotLost() {
        Wire wire = run(TEXT.getBytes(US_ASCII), SUBMIT, packet(true, TEXT));
        wire.session().disconnected(null);

        assertThat(stored).hasSize(1);
        assertThat(told).containsExactly("began 20201234 tree", "concluded 20201234 GOOD 50");
    }

    @Test
    void lateScoreThatIsNotStored_isToldToTheListener() {
        ScoreRegister broken = (student, points) -> {
            throw new IOException("gone");
        };
        serve(text(9), broken).send(SWAPPED, SUBMIT).session().disconnected(null);

        assertThat(told).endsWith("lost 20201234 10", "not stored 20201234 10 java.io.IOException: gone");
    }

    @Test
    void listenerThatThrows_costsNobodyAResult() {
        XorListener broken = new XorListener() {
            @Override
            public void began(Peer peer, XorPacket request, String key) {
                throw new IllegalStateException("began");
            }

            @Override
            public void concluded(Peer peer, @Nullable XorPacket request, XorResult result) {
                throw new AssertionError("concluded");
            }
        };
        XorTask task = new XorTask(XorText.of(TEXT.getBytes(US_ASCII)), () -> "tree", register);
        Wire wire = serve(task, broken).send(SWAPPED, SUBMIT).takeAll();

        assertThat(wire.send(SWAPPED, packet(true, TEXT))
                        .takeAll()
                        .result(SWAPPED)
                        .score())
                .isEqualTo(50);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "abc", "abcde", "GOOD", "Tree", "t1ee", "가나다라"})
    @SuppressWarnings("NullAway") // As suppliers without null checks do.
    void keyThatIsNone_isToldSo(@Nullable String key) {
        assertThat(resultWithKeys(() -> key).message()).isEqualTo("THE SERVER HAS NO KEY; SCORE 10 OF 50: HEADER 10");
    }

    @Test
    void keysThatFail_areToldSo() {
        assertThat(resultWithKeys(() -> {
                            throw new IllegalStateException("no entropy");
                        })
                        .message())
                .startsWith("THE SERVER HAS NO KEY");
    }

    private XorResult resultWithKeys(Supplier<String> keys) {
        XorTask task = new XorTask(XorText.of(new byte[9]), keys, register);
        return serve(task, new Told()).send(SWAPPED, TEST).takeAll().result(SWAPPED);
    }

    @Test
    void tooMuchWork_isToldSo() {
        Wire wire =
                serve(TEXT.getBytes(US_ASCII), register).send(SWAPPED, SUBMIT).takeAll();
        wire.send(SWAPPED, packet(true, TEXT));
        wire.session().takeWork();
        wire.session().workRefused(new RejectedExecutionException("pool of 2 is full"));

        assertThat(wire.takeAll().result(SWAPPED).message())
                .isEqualTo("DECRYPTED DATA MATCH, REGISTRATION FAILED: THE SERVER HAS TOO MUCH TO DO, TRY AGAIN");
    }

    @Test
    void registerNone_saysSo() {
        Wire wire = serve(TEXT.getBytes(US_ASCII), ScoreRegister.NONE)
                .send(SWAPPED, SUBMIT)
                .takeAll();

        assertThat(wire.send(SWAPPED, packet(true, TEXT))
                        .takeAll()
                        .result(SWAPPED)
                        .message())
                .isEqualTo("DECRYPTED DATA MATCH, REGISTRATION FAILED: THIS SERVER STORES NO SCORES");
    }

    static List<Throwable> readFailures() {
        return List.of(
                new IOException("gone"),
                new UncheckedIOException(new IOException("gone")),
                new InternalError("a fault occurred in an unsafe memory access operation"));
    }

    @ParameterizedTest
    @MethodSource("readFailures")
    void unreadableText_isToldSo(Throwable failure) {
        XorText unreadable = new XorText() {
            @Override
            public long length() {
                return 5;
            }

            @Override
            public void read(long position, byte[] into, int offset, int length) throws IOException {
                XorServerSessionTest.<IOException>raise(failure);
            }
        };
        Wire wire = serve(unreadable, register).send(SWAPPED, TEST).takeAll();

        assertThat(wire.result(SWAPPED).message())
                .isEqualTo("THE SERVER CANNOT READ ITS TEXT; SCORE 10 OF 50: HEADER 10");
    }

    @Test
    void randomKeys_areFourLettersAndReproducible() {
        assertThat(XorTask.randomKeys(new Random(1)).get())
                .matches("[a-z]{4}")
                .isEqualTo(XorTask.randomKeys(new Random(1)).get());
    }

    private Wire run(byte[] text, XorPacket request, XorPacket answer) {
        return serve(text, register)
                .send(SWAPPED, request)
                .takeAll()
                .send(SWAPPED, answer)
                .takeAll();
    }

    private Wire serve(byte[] text, ScoreRegister scores) {
        return serve(XorText.of(text), scores);
    }

    private Wire serve(XorText text, ScoreRegister scores) {
        return serve(new XorTask(text, () -> "tree", scores), new Told());
    }

    /** What is stored afterwards is stored at once. */
    private static Wire serve(XorTask task, XorListener listener) {
        Peer peer = new Peer("127.0.0.1", 48528);
        return new Wire(
                new Conversation<>(XorProtocol.server(), new XorServerSession(task, listener, peer, Runnable::run)));
    }

    private static XorPacket packet(boolean last, String data) {
        return new XorPacket(last, "tree", STUDENT, XorData.of(data));
    }

    private static XorPacket decrypted(XorPacket packet) {
        byte[] data = XorCipher.of(packet.keyword()).apply(packet.data().toByteArray());
        return new XorPacket(packet.last(), packet.keyword(), packet.sid(), data);
    }

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        new Random(length).nextBytes(text);
        return text;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private final class Told implements XorListener {
        @Override
        public void began(Peer peer, XorPacket request, String key) {
            told.add("began " + request.sid() + " " + key);
        }

        @Override
        public void concluded(Peer peer, @Nullable XorPacket request, XorResult result) {
            told.add("concluded " + (request == null ? null : request.sid()) + " " + result.keyword() + " "
                    + result.score());
        }

        @Override
        public void lost(Peer peer, XorPacket request, int score) {
            told.add("lost " + request.sid() + " " + score);
        }

        @Override
        public void notStored(Peer peer, XorPacket request, int score, Throwable cause) {
            told.add("not stored " + request.sid() + " " + score + " " + cause);
        }
    }
}
