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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final Framing<byte[]> DELIMITED = Frames.delimited(latin("\r\n\r\n"), 10);
    private static final Framing<String> JSON = Frames.jsonObject(40);

    @Test
    void fixed_acceptsOnlyItsSize() {
        Framing<byte[]> fixed = Frames.fixed(3);
        assertThat(fixed.decode(latin("abc"))).isEqualTo(latin("abc"));
        assertThat(fixed.encode(latin("abc"))).isEqualTo(latin("abc"));
        assertRefused(fixed, latin("ab"), "TRUNCATED at 2: the message ends after 2 bytes of an incomplete message");
        assertMistake(() -> fixed.encode(latin("ab")), "the message has 2 bytes, not the fixed size of 3");
        assertMistake(() -> Frames.fixed(-1), "maxBytes -1 is less than 0");
    }

    @Test
    void fields_incomplete_areReadAgainAfterMoreInput() {
        Framing<Integer> sum = Frames.fields(8, in -> in.getInt() + in.getInt(), (value, out) -> {
            out.putInt(value);
            out.putInt(0);
        });
        Decoder<Integer> decoder = sum.decoders().get();
        ByteBuffer in = ByteBuffer.wrap(hex("ff 00000001 00000002")).position(1).limit(7);
        assertThat(decoder.decode(in, Boundary.MORE)).isNull();
        assertThat(in.position()).isOne();
        assertThat(decoder.decode(in.limit(9), Boundary.MORE)).isEqualTo(3);
        assertThat(in.position()).isEqualTo(9);
        assertThat(sum.encode(3)).isEqualTo(hex("00000003 00000000"));
    }

    @Test
    void fields_withoutWriter_cannotBeEncoded() {
        Framing<Integer> received = Frames.fields(4, ByteBuffer::getInt);
        assertThat(received.decode(hex("00000003"))).isEqualTo(3);
        assertThat(received.maxBytes()).isEqualTo(4);
        assertRefused(
                received, hex("000000"), "TRUNCATED at 3: the message ends after 3 bytes of an incomplete message");
        assertThatThrownBy(() -> received.encode(3)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void fields_beyondLimit_areRefused() {
        Framing<String> text = Frames.fields(
                4,
                in -> {
                    int length = in.get();
                    in.position(in.position() + Math.min(length, in.remaining()))
                            .get();
                    return "text";
                },
                (value, out) -> {});
        assertRefused(text, hex("0700000000"), "TOO_LARGE at 4: a message is larger than the limit of 4 bytes");
    }

    @Test
    void delimited_message_excludesDelimiter() {
        assertThat(DELIMITED.decode(latin("a\r\n\r\r\n\r\n"))).isEqualTo(latin("a\r\n\r"));
        assertThat(DELIMITED.encode(latin("a\r"))).isEqualTo(latin("a\r\r\n\r\n"));
    }

    @Test
    void delimited_containsDelimiterOrTooLarge_throws() {
        assertMistake(() -> DELIMITED.encode(latin("a\r\n\r\nb")), "a message must not contain its own delimiter");
        assertMistake(() -> DELIMITED.encode(latin("a\r\n")), "a message must not contain its own delimiter");
        assertMistake(() -> DELIMITED.encode(new byte[11]), "a message of 11 bytes is larger than the limit of 10");
        assertMistake(() -> Frames.delimited(new byte[0], 1), "the delimiter is empty");
        assertMistake(() -> Frames.delimited(new byte[1], -1), "maxBytes -1 is negative");
        assertRefused(
                DELIMITED,
                latin("12345678901\r\n\r\n"),
                "TOO_LARGE at 14: a message is larger than the limit of 14 bytes");
    }

    @Test
    void jsonObject_nested_endsAtMatchingBrace() {
        String object = "{\"a}\\\"}\": {\"b\": [\"\\\\\"]}}";
        assertThat(JSON.decode(latin(object))).isEqualTo(object);
        assertThat(JSON.decode(latin(" \r\n{}\t"))).isEqualTo("{}");
        assertThat(JSON.encode(object)).isEqualTo(latin(object));
        assertRefused(
                JSON,
                latin(object + "{"),
                "TRAILING at " + object.length() + ": the message ends after " + object.length()
                        + " bytes, but 1 more follow");
    }

    @Test
    void jsonObject_notAnObject_isRefused() {
        assertRefused(JSON, latin(" 7"), "MALFORMED at 0: a JSON object begins with '{', not with '7'");
        assertRefused(JSON, hex("efbbbf7b7d"), "MALFORMED at 0: a JSON object begins with '{', not with ef");
        assertRefused(JSON, latin("{\"\u00e9\"}"), "MALFORMED at 2: byte 0xe9 after \"{\"\" is not UTF-8");
        assertRefused(
                JSON,
                latin("{" + " ".repeat(39) + "}"),
                "TOO_LARGE at 40: a message is larger than the limit of 40 bytes");
        assertMistake(
                () -> JSON.encode("{}{}"),
                "the text to write is not one JSON object: the message ends after 2 bytes, but 2 more follow");
        assertMistake(() -> JSON.encode(" {}"), "the text to write has white space around a JSON object");
        assertMistake(() -> Frames.jsonObject(1), "maxBytes 1 is less than 2, the size of an empty object");
    }

    @Test
    void datagram_takesAllBytes() {
        Framing<byte[]> datagram = Frames.datagram(3);
        assertThat(datagram.decode(latin("abc"))).isEqualTo(latin("abc"));
        assertThat(datagram.decode(new byte[0])).isEmpty();
        assertThat(datagram.encode(new byte[0])).isEmpty();
        assertRefused(datagram, latin("abcd"), "TOO_LARGE at 3: a message is larger than the limit of 3 bytes");
        assertMistake(() -> datagram.encode(new byte[4]), "a message of 4 bytes is larger than the limit of 3");
        assertThat(datagram.decoders().get().atBoundary(Boundary.END)).isEmpty();
        Decoder<byte[]> decoder = datagram.decoders().get();
        ByteBuffer in = ByteBuffer.wrap(latin("ab"));
        assertThat(decoder.decode(in, Boundary.PAUSE)).isNull();
        assertThat(decoder.decode(in, Boundary.END)).isEqualTo(latin("ab"));
    }

    @Test
    void text_ofFramedBytes_isDecoded() {
        Framing<String> text = Frames.text(Frames.datagram(9), StandardCharsets.US_ASCII);
        assertThat(text.decode(latin("a=b"))).isEqualTo("a=b");
        assertThat(text.decode(new byte[0])).isEmpty();
        assertThat(text.encode("a=b")).isEqualTo(latin("a=b"));
        assertRefused(text, latin("a\u00e9"), "MALFORMED at 1: byte 0xe9 after \"a\" is not US-ASCII");
        assertRefused(
                LengthPrefix.ofBytes(1).framing(text),
                latin("\2a\u00e9"),
                "MALFORMED at 2: byte 0xe9 after \"a\" is not US-ASCII");
        assertMistake(() -> text.encode("\u00e9"), "'\u00e9' has a character that US-ASCII does not have");
    }
}
