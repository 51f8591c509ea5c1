// SPDX-License-Identifier: Apache-2.0
package io.labnet.jqwik;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.StrictText;
import io.labnet.core.framing.Frames;
import io.labnet.core.framing.Framing;
import io.labnet.core.framing.Framing.WithBody;
import io.labnet.core.framing.LengthPrefix;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Conversation;
import io.labnet.testkit.Chunks;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Tests that each framing decodes what it encodes, with the same result however the input is split. */
class FramingPropertyTest {
    private static final int MAX_BYTES = 300;

    private static final Framing<String> FIELDS = Frames.fields(
            MAX_BYTES,
            in -> StrictText.readAfterShort(in, ISO_8859_1),
            (text, out) -> out.putSized(2, content -> content.put(text.getBytes(ISO_8859_1))));

    private static final Framing<Integer> SHORT =
            Frames.fields(2, in -> Short.toUnsignedInt(in.getShort()), (value, out) -> out.putShort(value));

    private static final Framing<String> HEAD_AND_BODY = SHORT.then(length -> latin(Frames.fixed(length)), MAX_BYTES)
            .map(WithBody::body, text -> new WithBody<>(text.length(), text));

    /** Framings of any bytes, as Latin-1 text, by name. */
    private static final Map<String, Framing<String>> OF_ANY_BYTES = Map.of(
            "u8", latin(LengthPrefix.ofBytes(1).framing(MAX_BYTES)),
            "u16 little-endian", latin(LengthPrefix.ofBytes(2).littleEndian().framing(MAX_BYTES)),
            "u24 of all", latin(LengthPrefix.ofBytes(3).countingItself().framing(MAX_BYTES)),
            "u64", latin(LengthPrefix.ofBytes(8).framing(MAX_BYTES)),
            "varint", latin(LengthPrefix.varint().framing(MAX_BYTES)),
            "fields", FIELDS,
            "head and body", HEAD_AND_BODY);

    /** Framings of text. */
    private static final Map<String, Framing<String>> OF_TEXT = Map.of(
            "LF", Lines.lf().framing(MAX_BYTES),
            "CR LF", Lines.crLf().framing(MAX_BYTES),
            "both", Lines.lf().acceptingBoth().framing(MAX_BYTES),
            "last without end",
                    Lines.crLf().acceptingBoth().acceptingLastWithoutEnd().framing(MAX_BYTES),
            "delimited", latin(Frames.delimited(new byte[] {1, 2, 1, 3}, MAX_BYTES)),
            "JSON", Frames.jsonObject(MAX_BYTES),
            "by first byte",
                    Framing.byFirstByte(
                            Map.of((int) 'a', Lines.lf().framing(9), (int) '{', Frames.jsonObject(40)), text -> 'a'));

    /** The result of decoding a stream. */
    private record Result(List<String> messages, String refusal) {}

    @Property
    void messages_decodeAsEncoded(
            @ForAll("anyFraming") String name, @ForAll("latinTexts") List<String> messages, @ForAll long seed) {
        requireSame(OF_ANY_BYTES.get(name), messages, seed);
    }

    @Property
    void lines_decodeAsEncoded(
            @ForAll("lineFraming") String name, @ForAll("unicodeLines") List<String> lines, @ForAll long seed) {
        requireSame(OF_TEXT.get(name), lines, seed);
    }

    /** Messages do not contain the last byte of the delimiter, so it occurs only after them. */
    @Property
    void delimited_decodesAsEncoded(@ForAll("latinTexts") List<String> texts, @ForAll long seed) {
        requireSame(
                OF_TEXT.get("delimited"),
                texts.stream().map(text -> text.replace('\3', '\4')).toList(),
                seed);
    }

    @Property
    void lines_equalThoseOfARegularExpression(@ForAll("randomLines") String stream, @ForAll long seed) {
        List<String> expected = Pattern.compile("([^\\n]*)\\n")
                .matcher(stream)
                .results()
                .map(line -> line.group(1))
                .toList();
        assertThat(decode(Lines.lf().framing(MAX_BYTES), Chunks.random(stream.getBytes(US_ASCII), new Random(seed)))
                        .messages())
                .isEqualTo(expected);
    }

    @Property
    void anyInput_decodesTheSameHoweverItIsSplit(
            @ForAll("anyFraming") String name, @ForAll("randomBytes") byte[] input, @ForAll long seed) {
        requireSameForEverySplit(OF_ANY_BYTES.get(name), input, seed);
    }

    @Property
    void anyText_decodesTheSameHoweverItIsSplit(
            @ForAll("textFraming") String name, @ForAll("randomText") byte[] input, @ForAll long seed) {
        requireSameForEverySplit(OF_TEXT.get(name), input, seed);
    }

    private static void requireSame(Framing<String> framing, List<String> messages, long seed) {
        byte[] bytes = Chunks.join(messages.stream().map(framing::encode).toList());
        assertThat(decode(framing, Chunks.random(bytes, new Random(seed)))).isEqualTo(new Result(messages, "none"));
    }

    private static void requireSameForEverySplit(Framing<String> framing, byte[] input, long seed) {
        Result whole = decode(framing, List.of(input));
        assertThat(decode(framing, Chunks.random(input, new Random(seed)))).isEqualTo(whole);
        assertThat(decode(framing, Chunks.ofSize(input, 1))).isEqualTo(whole);
    }

    private static Result decode(Framing<String> framing, List<byte[]> pieces) {
        List<String> messages = new ArrayList<>();
        Conversation<String, String> conversation =
                new Conversation<>(framing.protocol("framed"), (message, out) -> messages.add(message));
        conversation.open(1);
        List<byte[]> parts = new ArrayList<>(pieces);
        parts.add(new byte[0]);
        for (int i = 0; i < parts.size() && conversation.closing() == Closing.NO; i++) {
            conversation.receive(ByteBuffer.wrap(parts.get(i)), i == parts.size() - 1 ? Boundary.END : Boundary.MORE);
        }
        ProtocolException refusal = conversation.rejection();
        return new Result(
                messages,
                refusal == null ? "none" : refusal.reason() + " at " + refusal.offset() + ": " + refusal.getMessage());
    }

    @Provide
    Arbitrary<String> anyFraming() {
        return Arbitraries.of(OF_ANY_BYTES.keySet());
    }

    @Provide
    Arbitrary<String> textFraming() {
        return Arbitraries.of(OF_TEXT.keySet());
    }

    @Provide
    Arbitrary<String> lineFraming() {
        return Arbitraries.of("LF", "CR LF", "both", "last without end");
    }

    @Provide
    Arbitrary<List<String>> latinTexts() {
        return Arbitraries.strings()
                .withCharRange('\0', '\u00ff')
                .ofMaxLength(250)
                .list()
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<String>> unicodeLines() {
        return Arbitraries.strings()
                .withCharRange(' ', '\ud7ff')
                .withChars('\ufffd', '\t')
                .ofMaxLength(90)
                .list()
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> randomLines() {
        return Arbitraries.strings().withChars('a', '\r', '\n').ofMaxLength(60);
    }

    /** Random bytes, more often small numbers, which may be lengths. */
    @Provide
    Arbitrary<byte[]> randomBytes() {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.bytes().between((byte) 0, (byte) 4)), Tuple.of(1, Arbitraries.bytes()))
                .array(byte[].class)
                .ofMaxSize(60);
    }

    /** Pieces of lines and of JSON objects. */
    @Provide
    Arbitrary<byte[]> randomText() {
        Arbitrary<String> piece = Arbitraries.of(
                "a",
                "\n",
                "\r\n",
                "\r",
                "{",
                "}",
                "\"",
                "\\",
                " ",
                "\u00e9",
                "\u00c3\u00a9",
                "\1\2",
                "\1\3",
                "x".repeat(299));
        return Combinators.combine(piece.list().ofMaxSize(15), piece)
                .as((pieces, last) -> (String.join("", pieces) + last).getBytes(ISO_8859_1));
    }

    private static Framing<String> latin(Framing<byte[]> framing) {
        return Frames.text(framing, ISO_8859_1);
    }
}
