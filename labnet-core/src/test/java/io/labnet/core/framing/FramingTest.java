// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import static io.labnet.core.framing.Refusals.assertMistake;
import static io.labnet.core.framing.Refusals.assertRefused;
import static io.labnet.core.framing.Refusals.hex;
import static io.labnet.core.framing.Refusals.latin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.codec.StrictText;
import io.labnet.core.framing.Framing.WithBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FramingTest {
    private static final Framing<Integer> NUMBER = Lines.lf().framing(3).map(FramingTest::number, String::valueOf);

    /** A line that contains a length, then that number of bytes. */
    private static final Framing<WithBody<Integer, byte[]>> SIZED = NUMBER.then(Frames::fixed, 999);

    private static final Framing<Object> KINDS = Framing.byFirstByte(
            Map.of((int) 'N', NUMBER, 0x02, Frames.fixed(0).map(none -> "none", text -> new byte[0])),
            message -> message instanceof Integer ? 'N' : message.equals("none") ? 2 : 3);

    private static int number(String line) {
        try {
            return Integer.parseInt(line);
        } catch (NumberFormatException e) {
            throw new ProtocolException(Reason.MALFORMED, 0, "'" + line + "' is no number");
        }
    }

    @Test
    void map_convertsBothWays() {
        assertThat(NUMBER.decode(latin("42\n"))).isEqualTo(42);
        assertThat(NUMBER.encode(42)).isEqualTo(latin("42\n"));
        assertRefused(NUMBER, latin("x\n"), "MALFORMED at 0: 'x' is no number");
    }

    @Test
    void map_otherException_propagates() {
        IllegalStateException mistake = new IllegalStateException("a mistake of the program");
        Framing<String> broken = NUMBER.map(
                number -> {
                    throw mistake;
                },
                text -> {
                    throw mistake;
                });
        assertThatThrownBy(() -> broken.decode(latin("1\n"))).isSameAs(mistake);
        assertThatThrownBy(() -> broken.encode("1")).isSameAs(mistake);
    }

    @Test
    void then_decodesAnnouncedBody() {
        WithBody<Integer, byte[]> message = SIZED.decode(latin("3\nabc"));
        assertThat(message.head()).isEqualTo(3);
        assertThat(message.body()).isEqualTo(latin("abc"));
        assertThat(SIZED.encode(message)).isEqualTo(latin("3\nabc"));
        assertThat(SIZED.decode(latin("0\n")).body()).isEmpty();
        assertThat(SIZED.maxBytes()).isEqualTo(4 + 999);
    }

    @Test
    void then_incompleteBody_consumesNothingAndDecodesHeadOnce() {
        AtomicInteger read = new AtomicInteger();
        Framing<Integer> head = Frames.fields(
                1,
                in -> {
                    read.incrementAndGet();
                    return (int) in.get();
                },
                (value, out) -> out.put(value));
        Decoder<WithBody<Integer, byte[]>> decoder =
                head.then(Frames::fixed, 9).decoders().get();
        ByteBuffer in = ByteBuffer.wrap(hex("00 03616263 01ff")).position(1);
        for (int end = 2; end < 5; end++) {
            assertThat(decoder.decode(in.limit(end), Boundary.MORE)).isNull();
            assertThat(in.position()).isOne();
        }
        assertThat(decoder.decode(in.limit(7), Boundary.MORE))
                .satisfies(message -> assertThat(message.body()).isEqualTo(latin("abc")));
        assertThat(read).hasValue(1);
        assertThat(decoder.decode(in, Boundary.MORE))
                .satisfies(message -> assertThat(message.body()).isEqualTo(hex("ff")));
        assertThat(in.hasRemaining()).isFalse();
    }

    @Test
    void then_offsets_countFromHead() {
        Framing<WithBody<Integer, String>> text = NUMBER.then(
                length -> Frames.fields(
                        length,
                        in -> StrictText.read(in, length, StandardCharsets.US_ASCII),
                        (body, out) -> out.putText(body)),
                10);
        assertRefused(text, latin("4\nab\u00ffc"), "MALFORMED at 4: byte 0xff after \"ab\" is not US-ASCII");
        assertRefused(text, latin("4\nabc"), "TRUNCATED at 5: the message ends after 5 bytes of an incomplete message");
        assertRefused(text, latin("x\nabc"), "MALFORMED at 0: 'x' is no number");
    }

    @Test
    void then_bodyBeyondLimit_isRefused() {
        Framing<WithBody<Integer, String>> lines =
                NUMBER.then(most -> Lines.lf().framing(most), 100);
        assertRefused(lines, latin("2\nabc\n"), "TOO_LARGE at 4: a line is longer than the limit of 2 bytes");
        Framing<WithBody<Integer, byte[]>> small = NUMBER.then(Frames::fixed, 10);
        assertRefused(
                small,
                latin("99\n"),
                "TOO_LARGE at 0: the head announces a body of up to 99 bytes, more than the limit of 10");
        assertMistake(
                () -> small.encode(new WithBody<>(11, new byte[11])),
                "a message of 11 bytes is larger than the limit of 10");
    }

    @Test
    void then_bodyMayBeRestOfDatagram() {
        Framing<WithBody<Integer, byte[]>> rest = NUMBER.then(number -> Frames.datagram(5), 5);
        assertThat(rest.decode(latin("7\nabc")).body()).isEqualTo(latin("abc"));
        assertThat(rest.decode(latin("7\n")).body()).isEmpty();
    }

    @Test
    void byFirstByte_decodesAndEncodesKind() {
        assertThat(KINDS.decode(latin("N42\n"))).isEqualTo(42);
        assertThat(KINDS.decode(hex("02"))).isEqualTo("none");
        assertThat(KINDS.encode(42)).isEqualTo(latin("N42\n"));
        assertThat(KINDS.encode("none")).isEqualTo(hex("02"));
        assertThat(KINDS.maxBytes()).isEqualTo(5);
    }

    @Test
    void byFirstByte_unknownKind_isRefused() {
        assertRefused(KINDS, hex("ff"), "MALFORMED at 0: a message can't begin with 0xff; known are 0x02, 0x4e 'N'");
        assertRefused(KINDS, latin("Nx\n"), "MALFORMED at 1: 'x' is no number");
        assertMistake(() -> KINDS.encode("other"), "the kind of the message is 3; known are 0x02, 0x4e 'N'");
        assertMistake(
                () -> Framing.byFirstByte(Map.of(), message -> 0), "there are no kinds of messages: the map is empty");
        assertMistake(() -> Framing.byFirstByte(Map.of(256, NUMBER), message -> 0), "256 is not a byte, 0 to 255");
    }

    @Test
    void protocol_ofTwoFramings_receivesOneAndSendsOther() {
        Protocol<Integer, byte[]> protocol = Framing.protocol("numbers", NUMBER, Frames.fixed(2));
        assertThat(protocol.name()).isEqualTo("numbers");
        assertThat(protocol.maxMessageBytes()).isEqualTo(4);
        assertThat(Decoder.decodeWhole(protocol.decoders().get(), latin("1\n"))).isEqualTo(1);
        assertThat(NUMBER.protocol("numbers").encoder()).isSameAs(NUMBER.encoder());
    }

    @Test
    void constructor_decoderWithoutLimit_isLimited() {
        Framing<String> unbounded = new Framing<>(() -> (in, boundary) -> null, (text, out) -> {}, 4);
        assertRefused(unbounded, latin("12345"), "TOO_LARGE at 4: a message is larger than the limit of 4 bytes");
        assertMistake(
                () -> new Framing<>(() -> (in, boundary) -> "", (text, out) -> {}, 0), "maxBytes 0 is less than 1");
    }
}
