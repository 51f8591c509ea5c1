// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.internal;

import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.codec.ByteSink;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Text of a peer, which should be UTF-8 and may be anything. A byte that is not becomes an unpaired surrogate, U+DC80 to
 * U+DCFF, as Python's {@code surrogateescape} has it: so nothing is lost, two different byte strings are never the same
 * text, and none of these texts is a name.
 */
public final class WireText {
    /** How many bytes of a reply a message shows. */
    public static final int SHOWN_BYTES = 64;

    /** How long a field may be: its length is one byte. */
    public static final int MAX_FIELD_BYTES = 255;

    private static final char REPLACEMENT = '\ufffd';
    private static final int ESCAPE = 0xdc00;
    private static final int FIRST_ESCAPED = 0xdc80;
    private static final int LAST_ESCAPED = 0xdcff;

    private WireText() {}

    /** Takes all that remains of the bytes. */
    public static String decode(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        String utf8 = new String(copy, StandardCharsets.UTF_8);
        // The replacement character stands for what is not UTF-8, or for itself.
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

    /** Whether so many fields, each a length byte and so many bytes of text, are there whole. */
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

    /** Takes a field that is there whole. */
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

    /** Whether the text comes of some bytes: not every unpaired surrogate does. */
    public static boolean isWritable(String text) {
        return decode(ByteBuffer.wrap(encode(text))).equals(text);
    }

    /** Refuses what no field can hold: more than 255 bytes, or text that comes of no bytes. */
    public static void requireField(String field, String text) {
        Objects.requireNonNull(text, field);
        byte[] bytes = encode(text);
        if (bytes.length > MAX_FIELD_BYTES) {
            throw new IllegalArgumentException(
                    field + " of " + bytes.length + " bytes is longer than the limit of " + MAX_FIELD_BYTES);
        }
        if (!isWritable(text)) {
            throw new IllegalArgumentException(field + " has unpaired surrogates that stand for no bytes");
        }
    }
}
