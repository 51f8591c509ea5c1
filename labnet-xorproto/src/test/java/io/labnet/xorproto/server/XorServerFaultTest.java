// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Peer;
import io.labnet.xorproto.HexWire;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** What clients do wrong, and what fails on the server: each is told, with the score so far. */
class XorServerFaultTest extends XorServerFixture {
    @Test
    void lastPacketBeforeTheTextHasLeft_scoresTheHeaderAlone() {
        HexWire wire = serve(text(25_001), register).send(SWAPPED, SUBMIT).take(100);
        wire.send(SWAPPED, packet(true, "")).takeAll();

        assertThat(wire.result(SWAPPED).score()).isEqualTo(10);
        assertThat(wire.result(SWAPPED).message()).startsWith("YOUR LAST PACKET CAME BEFORE THE WHOLE TEXT");
    }

    @Test
    void faultWhileSending_stopsTheText() {
        HexWire wire = serve(text(10_000_000), register).send(SWAPPED, SUBMIT).take(100);
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
        HexWire wire = run(register, request);

        assertThat(wire.packets(SWAPPED)).hasSize(1);
        assertThat(wire.result(SWAPPED).message()).endsWith("; SCORE 0 OF 50");
        assertThat(wire.result(SWAPPED).good()).isFalse();
        assertThat(wire.closing()).isEqualTo(Closing.FINISH);
        assertThat(stored).isEmpty();
        assertThat(told).containsExactly("replied null FAIL 0");
    }

    @Test
    void silence_isToldWithTheScoreSoFar() {
        HexWire silent = serve(TEXT.getBytes(US_ASCII), register);
        silent.session().timedOut();
        assertThat(silent.takeAll().result(SWAPPED).message())
                .isEqualTo("NOTHING CAME IN TIME: A CLIENT FIRST SENDS A REQUEST, A HEADER OF 16 BYTES; SCORE 0 OF 50");

        HexWire stalled = run(register, SUBMIT);
        stalled.send(SWAPPED, packet(false, "hello"));
        stalled.session().timedOut();
        assertThat(stalled.takeAll().result(SWAPPED).message())
                .isEqualTo(
                        "NO PACKET CAME IN TIME: 5 OF THE 30 BYTES OF THE TEXT CAME BACK, BUT NO PACKET WITH THE FLAG 1"
                                + "; SCORE 10 OF 50: HEADER 10" + REGISTERED);
        assertThat(stalled.closing()).isEqualTo(Closing.FINISH);
        assertThat(stored).containsExactly("20201234: 10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "15 | 15 bytes of its header of 16",
                "16 | 16 of the 46 bytes that its length field says",
                "45 | 45 of the 46 bytes that its length field says",
            })
    void packetThatNeverCompletes_isToldWithWhatCameOfIt(int length, String part) {
        byte[] answer = packet(true, TEXT).encode(SWAPPED);
        HexWire wire = run(register, TEST);
        wire.arrive(Arrays.copyOf(answer, length), Boundary.MORE).session().timedOut();

        assertThat(wire.takeAll().result(SWAPPED).message())
                .isEqualTo("NO WHOLE PACKET CAME IN TIME: " + part + " came; SCORE 10 OF 50: HEADER 10");
    }

    @Test
    void oddPacketWithAWrongChecksum_isToldHowItsLastByteIsSummed() {
        byte[] odd = packet(true, TEXT + "!").encode(SWAPPED);
        odd[3] ^= 1;
        HexWire wire = serve((TEXT + "!").getBytes(US_ASCII), register)
                .send(SWAPPED, TEST)
                .takeAll();

        assertThat(wire.arrive(odd, Boundary.MORE).takeAll().result(SWAPPED).message())
                .endsWith(
                        " was expected; the packet has an odd length: its last byte is summed with a zero byte after it;"
                                + " SCORE 10 OF 50: HEADER 10");
    }

    @Test
    void endOfTheServer_isToldWithTheScoreSoFar() {
        HexWire silent = serve(TEXT.getBytes(US_ASCII), register);
        silent.session().stopped();
        assertThat(silent.takeAll().result(SWAPPED).message())
                .isEqualTo("THE SERVER ENDED BEFORE YOUR LAST PACKET CAME; SCORE 0 OF 50");

        HexWire waiting = run(register, SUBMIT);
        waiting.session().stopped();
        assertThat(waiting.takeAll().result(SWAPPED).message())
                .isEqualTo("THE SERVER ENDED BEFORE YOUR LAST PACKET CAME; SCORE 10 OF 50: HEADER 10" + REGISTERED);
        assertThat(waiting.closing()).isEqualTo(Closing.FINISH);
        assertThat(stored).containsExactly("20201234: 10");
    }

    @Test
    void endOfInput_isToldWithTheScoreSoFar() {
        assertThat(serve(text(5), register).end().takeAll().result(SWAPPED).message())
                .isEqualTo("YOUR OUTPUT ENDED BEFORE ANYTHING CAME; SCORE 0 OF 50");
        assertThat(serve(text(5), register)
                        .send(SWAPPED, SUBMIT)
                        .end()
                        .takeAll()
                        .result(SWAPPED)
                        .message())
                .startsWith("YOUR OUTPUT ENDED BEFORE YOUR LAST PACKET; SCORE 10 OF 50");
        HexWire inside = serve(text(5), register).send(SWAPPED, SUBMIT);
        assertThat(inside.arrive(new byte[7], Boundary.END)
                        .takeAll()
                        .result(SWAPPED)
                        .message())
                .startsWith("BAD PACKET: the input ended after 7 bytes of an incomplete message; SCORE 10");
    }

    @Test
    void otherSid_isRefused() {
        HexWire wire = run(register, SUBMIT, new XorPacket(true, "tree", STUDENT + 1, TEXT.getBytes(US_ASCII)));

        assertThat(wire.result(SWAPPED).message())
                .startsWith("THE SID OF A PACKET IS 20201235, BUT THAT OF THE REQUEST WAS 20201234; SCORE 10");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9_984})
    void dataWithoutEnd_areEndedByTheServer(int length) {
        HexWire wire = run(register, SUBMIT);
        XorPacket packet = new XorPacket(false, "tree", STUDENT, new byte[length]);
        int sent = 0;
        while (wire.closing() == Closing.NO && sent < 100_000) {
            wire.send(SWAPPED, packet).takeAll();
            sent++;
        }

        assertThat(sent).isLessThan(100_000);
        assertThat(wire.result(SWAPPED).message()).startsWith("YOUR ANSWER DOES NOT END");
    }

    @Test
    void listenerThatThrows_costsNobodyAResult() {
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
        HexWire wire = serve(task, broken).send(SWAPPED, SUBMIT).takeAll();

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
                XorServerFixture.<IOException>raise(failure);
            }
        };
        HexWire wire = serve(unreadable, register).send(SWAPPED, TEST).takeAll();

        assertThat(wire.result(SWAPPED).message())
                .isEqualTo("THE SERVER CANNOT READ ITS TEXT; SCORE 10 OF 50: HEADER 10");
    }
}
