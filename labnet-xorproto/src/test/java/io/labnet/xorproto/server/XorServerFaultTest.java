// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Peer;
import io.labnet.testkit.ConversationDriver;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of clients and failures of the server: each is reported with the score reached. */
class XorServerFaultTest extends XorServerFixture {
    @Test
    void lastPacketBeforeTextWasSent_scoresHeaderOnly() {
        ConversationDriver wire = serve(text(25_001), register).stopReading();
        wire.arrive(SWAPPED_CODEC, SUBMIT)
                .read(100)
                .arrive(SWAPPED_CODEC, packet(true, ""))
                .readAll();

        assertThat(result(wire).score()).isEqualTo(10);
        assertThat(result(wire).message()).startsWith("YOUR LAST PACKET CAME BEFORE THE WHOLE TEXT");
    }

    @Test
    void faultWhileSending_stopsTheText() {
        ConversationDriver wire = serve(text(10_000_000), register).stopReading();
        wire.arrive(SWAPPED_CODEC, SUBMIT).read(100);
        wire.arrive(new byte[] {9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}).readAll();

        assertThat(wire.bytes()).hasSizeLessThan(64 * 1024);
        assertThat(result(wire).message())
                .isEqualTo(
                        "BAD PACKET: the flag is 2313 (bytes 09 09 at offset 0), neither 0 nor 1 (xor-1.1); SCORE 10 OF 50: HEADER 10"
                                + REGISTERED);
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
    void invalidRequest_scoresNothingAndIsNotStored(XorPacket request) {
        ConversationDriver wire = run(register, request);

        assertThat(wire.messages(SWAPPED_CODEC)).hasSize(1);
        assertThat(result(wire).message()).endsWith("; SCORE 0 OF 50");
        assertThat(result(wire).good()).isFalse();
        assertThat(wire).isFinished();
        assertThat(stored).isEmpty();
        assertThat(told).containsExactly("replied null FAIL 0");
    }

    @Test
    void timeout_isReportedWithScore() {
        ConversationDriver silent = serve(TEXT.getBytes(US_ASCII), register);
        silent.timeOut();
        assertThat(result(silent).message())
                .isEqualTo(
                        "NOTHING CAME IN TIME: A CLIENT FIRST SENDS A REQUEST, A HEADER OF 16 BYTES (xor-2.1); SCORE 0 OF 50");

        ConversationDriver stalled = run(register, SUBMIT);
        stalled.arrive(SWAPPED_CODEC, packet(false, "hello"));
        stalled.timeOut();
        assertThat(result(stalled).message())
                .isEqualTo(
                        "NO PACKET CAME IN TIME: 5 OF THE 30 BYTES OF THE TEXT CAME BACK, BUT NO PACKET WITH THE FLAG 1"
                                + " (xor-4.2); SCORE 10 OF 50: HEADER 10" + REGISTERED);
        assertThat(stalled).isFinished();
        assertThat(stored).containsExactly("20201234: 10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "15 | 15 of the 16 bytes of its header",
                "16 | 16 of the 46 bytes given by its length field",
                "45 | 45 of the 46 bytes given by its length field",
            })
    void incompletePacket_isReportedWithReceivedPart(int length, String part) {
        byte[] answer = packet(true, TEXT).encode(SWAPPED);
        ConversationDriver wire = run(register, TEST);
        wire.arrive(Arrays.copyOf(answer, length)).timeOut();

        assertThat(result(wire).message())
                .isEqualTo("NO COMPLETE PACKET CAME IN TIME: " + part + " came (xor-1.5); SCORE 10 OF 50: HEADER 10");
    }

    @Test
    void incompletePacket_withChecksumOfReceivedBytes_isReportedWithCause() {
        byte[] longer = TEST.encode(SWAPPED);
        ByteBuffer.wrap(longer).putInt(12, 32);
        ByteBuffer.wrap(longer).putShort(2, (short) SWAPPED.of(ByteBuffer.wrap(longer), 0, longer.length));
        ConversationDriver wire = serve(TEXT.getBytes(US_ASCII), register);
        wire.arrive(longer).timeOut();

        assertThat(result(wire).message())
                .isEqualTo("NO COMPLETE PACKET CAME IN TIME: 16 of the 32 bytes given by its length field came; likely"
                        + " cause: the length is too large by 16: the checksum is that of the 16 bytes that came"
                        + " (xor-1.5); SCORE 0 OF 50");
    }

    @Test
    void oddPacketWithWrongChecksum_explainsPadding() {
        byte[] odd = packet(true, TEXT + "!").encode(SWAPPED);
        odd[3] ^= 1;
        ConversationDriver wire =
                serve((TEXT + "!").getBytes(US_ASCII), register).arrive(SWAPPED_CODEC, TEST);

        assertThat(result(wire.arrive(odd)).message())
                .endsWith(
                        " was expected; the packet has an odd length: its last byte is summed with a zero byte after it (xor-1.2);"
                                + " SCORE 10 OF 50: HEADER 10");
    }

    @Test
    void stop_isReportedWithScore() {
        ConversationDriver silent = serve(TEXT.getBytes(US_ASCII), register);
        silent.session().stopped();
        assertThat(result(silent.settle()).message())
                .isEqualTo("THE SERVER ENDED BEFORE YOUR LAST PACKET CAME; SCORE 0 OF 50");

        ConversationDriver waiting = run(register, SUBMIT);
        waiting.session().stopped();
        assertThat(result(waiting.settle()).message())
                .isEqualTo("THE SERVER ENDED BEFORE YOUR LAST PACKET CAME; SCORE 10 OF 50: HEADER 10" + REGISTERED);
        assertThat(waiting).isFinished();
        assertThat(stored).containsExactly("20201234: 10");
    }

    @Test
    void endOfInput_isReportedWithScore() {
        assertThat(result(serve(text(5), register).end()).message())
                .isEqualTo("YOUR OUTPUT ENDED BEFORE YOUR REQUEST (xor-2.1); SCORE 0 OF 50");
        assertThat(result(serve(text(5), register).arrive(SWAPPED_CODEC, SUBMIT).end())
                        .message())
                .startsWith("YOUR OUTPUT ENDED BEFORE YOUR LAST PACKET (xor-4.2); SCORE 10 OF 50");
        ConversationDriver inside = serve(text(5), register).arrive(SWAPPED_CODEC, SUBMIT);
        assertThat(result(inside.arrive(new byte[7], Boundary.END)).message())
                .startsWith(
                        "BAD PACKET: the input ended inside a header: 00 00 00 00 00 00 00; it has 16 bytes, 7 came (xor-1.5); SCORE 10");
    }

    @Test
    void otherSid_isRefused() {
        ConversationDriver wire =
                run(register, SUBMIT, new XorPacket(true, "tree", STUDENT + 1, TEXT.getBytes(US_ASCII)));

        assertThat(result(wire).message())
                .startsWith(
                        "THE SID OF A PACKET IS 20201235, BUT THAT OF THE REQUEST WAS 20201234 (xor-4.1); SCORE 10");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9_984})
    void endlessAnswer_isEndedByServer(int length) {
        ConversationDriver wire = run(register, SUBMIT);
        XorPacket packet = new XorPacket(false, "tree", STUDENT, new byte[length]);
        int sent = 0;
        while (wire.closing() == Closing.NO && sent < 100_000) {
            wire.arrive(SWAPPED_CODEC, packet);
            sent++;
        }

        assertThat(sent).isLessThan(100_000);
        assertThat(result(wire).message()).startsWith("YOUR ANSWER DOES NOT END");
    }

    @Test
    void throwingListener_doesNotAffectResult() {
        XorListener broken = new XorListener() {
            @Override
            public void connected(Peer peer) {
                throw new IllegalStateException("connected");
            }

            @Override
            public void requested(Peer peer, XorPacket request, String key) {
                throw new IllegalStateException("requested");
            }

            @Override
            public void replied(Peer peer, @Nullable XorPacket request, XorResult result) {
                throw new AssertionError("replied");
            }
        };
        XorTask task = new XorTask(XorText.of(TEXT.getBytes(US_ASCII)), () -> "tree", register);
        ConversationDriver wire = serve(task, broken).arrive(SWAPPED_CODEC, SUBMIT);

        assertThat(result(wire.arrive(SWAPPED_CODEC, packet(true, TEXT))).score())
                .isEqualTo(50);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "abc", "abcde", "GOOD", "Tree", "t1ee", "가나다라"})
    @SuppressWarnings("NullAway") // Suppliers without null checks may do this.
    void invalidKey_isReported(@Nullable String key) {
        assertThat(resultWithKeys(() -> key).message()).isEqualTo("THE SERVER HAS NO KEY; SCORE 10 OF 50: HEADER 10");
    }

    @Test
    void failingKeySupplier_isReported() {
        assertThat(resultWithKeys(() -> {
                            throw new IllegalStateException("no entropy");
                        })
                        .message())
                .startsWith("THE SERVER HAS NO KEY");
    }

    private XorResult resultWithKeys(Supplier<String> keys) {
        XorTask task = new XorTask(XorText.of(new byte[9]), keys, register);
        return result(serve(task, new Told()).arrive(SWAPPED_CODEC, TEST));
    }

    static List<Throwable> readFailures() {
        return List.of(
                new IOException("gone"),
                new UncheckedIOException(new IOException("gone")),
                new InternalError("a fault occurred in an unsafe memory access operation"));
    }

    @ParameterizedTest
    @MethodSource("readFailures")
    void unreadableText_isReported(Throwable failure) {
        XorText unreadable = new XorText() {
            @Override
            public long length() {
                return 5;
            }

            @Override
            public void read(long position, byte[] into, int offset, int length) throws IOException {
                XorServerFixture.<IOException>raise(failure);
            }
        };
        ConversationDriver wire = serve(unreadable, register).arrive(SWAPPED_CODEC, TEST);

        assertThat(result(wire).message()).isEqualTo("THE SERVER CANNOT READ ITS TEXT; SCORE 10 OF 50: HEADER 10");
    }
}
