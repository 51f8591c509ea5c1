// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.internal;

import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.EscapedText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Converts text of a peer, which should be UTF-8 but may be any bytes. A byte that is not UTF-8 becomes an unpaired
 * surrogate, U+DC80 to U+DCFF, like Python's {@code surrogateescape}. Decoding therefore loses no bytes: different
 * bytes yield different texts. A text with such a surrogate is not a valid name.
 */
public final class WireText {
    /** The maximum number of bytes of a reply that an error message shows. */
    public static final int SHOWN_BYTES = 64;

    /** The maximum length of a field in bytes: the length itself is sent as one byte. */
    public static final int MAX_FIELD_BYTES = 255;

    /** The maximum number of bytes that {@link #hex} shows of a command. */
    private static final int HEX_BYTES = 30;

    private static final char REPLACEMENT = '\ufffd';
    private static final int ESCAPE = 0xdc00;
    private static final int FIRST_ESCAPED = 0xdc80;
    private static final int LAST_ESCAPED = 0xdcff;

    private WireText() {}

    /** Decodes all remaining bytes. */
    public static String decode(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        String utf8 = new String(copy, StandardCharsets.UTF_8);
        // A replacement character means that some bytes are not UTF-8, or that the peer sent this character.
        return utf8.indexOf(REPLACEMENT) < 0 ? utf8 : escape(ByteBuffer.wrap(copy));
    }

    private static String escape(ByteBuffer bytes) {
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(bytes, text, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                text.put((char) (ESCAPE + (bytes.get() & 0xff)));
            }
            result = decoder.decode(bytes, text, true);
        }
        return text.flip().toString();
    }

    public static byte[] encode(String text) {
        if (text.chars().noneMatch(c -> c >= FIRST_ESCAPED && c <= LAST_ESCAPED)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArraySink bytes = new ByteArraySink();
        text.codePoints().forEach(c -> {
            if (c >= FIRST_ESCAPED && c <= LAST_ESCAPED) {
                bytes.put(c);
            } else {
                bytes.putText(Character.toString(c));
            }
        });
        return bytes.toByteArray();
    }

    /** Describes an incomplete reply, as text to append to a message about what happened. */
    public static String received(ByteBuffer bytes) {
        int count = bytes.remaining();
        return ": " + count + (count == 1 ? " byte" : " bytes") + " received, "
                + EscapedText.ofBytes(bytes, SHOWN_BYTES);
    }

    /** Returns bytes in hex, at most the first 30. */
    public static String hex(ByteBuffer bytes) {
        byte[] shown = new byte[Math.min(HEX_BYTES, bytes.remaining())];
        bytes.get(bytes.position(), shown);
        return HexFormat.ofDelimiter(" ").formatHex(shown) + (shown.length < bytes.remaining() ? " ..." : "");
    }

    /**
     * Returns whether the buffer contains {@code count} complete fields, each a length byte and that many bytes of
     * text.
     */
    public static boolean hasFields(int count, ByteBuffer in, int from) {
        int end = from;
        for (int field = 0; field < count; field++) {
            if (end >= in.limit()) {
                return false;
            }
            end += 1 + (in.get(end) & 0xff);
        }
        return end <= in.limit();
    }

    /** Reads a complete field. */
    public static String takeField(ByteBuffer in) {
        int length = in.get() & 0xff;
        String text = decode(in.slice(in.position(), length));
        in.position(in.position() + length);
        return text;
    }

    public static void putField(String text, ByteSink out) {
        byte[] bytes = encode(text);
        out.put(bytes.length);
        out.put(bytes);
    }

    /**
     * Returns whether some byte sequence decodes to the text. The result is false if the text has unpaired surrogates
     * that no decoding yields.
     */
    public static boolean isWritable(String text) {
        return decode(ByteBuffer.wrap(encode(text))).equals(text);
    }

    /** Refuses text that a field cannot hold: more than 255 bytes, or text that no bytes decode to. */
    public static void requireField(String field, String text) {
        Objects.requireNonNull(text, field);
        byte[] bytes = encode(text);
        if (bytes.length > MAX_FIELD_BYTES) {
            throw new IllegalArgumentException(
                    field + " of " + bytes.length + " bytes is longer than the limit of " + MAX_FIELD_BYTES);
        }
        if (!isWritable(text)) {
            throw new IllegalArgumentException(field + " contains unpaired surrogates that do not represent bytes");
        }
    }
}
