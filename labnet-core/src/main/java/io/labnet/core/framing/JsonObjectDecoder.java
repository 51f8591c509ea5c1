// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.codec.StrictText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes JSON objects, checking only what is needed to find the closing brace. */
final class JsonObjectDecoder implements Decoder<String> {
    /** The smallest object is a pair of braces. */
    static final int MIN_BYTES = 2;

    /** The number of scanned bytes; the fields below hold the state after these bytes. */
    private int scanned;

    private int depth;
    private boolean inString;
    private boolean escaped;

    @Override
    public @Nullable String decode(ByteBuffer in, Boundary boundary) {
        if (scanned == 0) {
            byte first = in.get(in.position());
            if (isWhiteSpace(first)) {
                // White space is skipped in a separate call, so that the caller knows where the object begins.
                skipWhiteSpace(in);
                return null;
            }
            if (first != '{') {
                throw new ProtocolException(
                        Reason.MALFORMED,
                        0,
                        "a JSON object begins with '{', not with " + EscapedText.textOrHex(new byte[] {first}));
            }
        }
        int start = in.position();
        while (start + scanned < in.limit()) {
            if (isLast(in.get(start + scanned++))) {
                ByteBuffer object = in.slice(start, scanned);
                String text = StrictText.read(object, scanned, StandardCharsets.UTF_8);
                in.position(start + scanned);
                scanned = 0;
                return text;
            }
        }
        return null;
    }

    /** Refuses to encode a text that is not exactly one object. */
    static void requireObject(byte[] bytes) {
        try {
            String unused = Decoder.decodeWhole(new JsonObjectDecoder(), bytes);
            boolean bare = bytes[0] == '{' && bytes[bytes.length - 1] == '}';
            if (bare) {
                return;
            }
        } catch (ProtocolException e) {
            throw new IllegalArgumentException("the text to write is not one JSON object: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("the text to write has white space around a JSON object");
    }

    private boolean isLast(byte b) {
        if (inString) {
            inString = escaped || b != '"';
            escaped = !escaped && b == '\\';
            return false;
        }
        switch (b) {
            case '"' -> inString = true;
            case '{' -> depth++;
            case '}' -> depth--;
            default -> {}
        }
        return b == '}' && depth == 0;
    }

    private static void skipWhiteSpace(ByteBuffer in) {
        while (in.hasRemaining() && isWhiteSpace(in.get(in.position()))) {
            in.get();
        }
    }

    private static boolean isWhiteSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }
}
