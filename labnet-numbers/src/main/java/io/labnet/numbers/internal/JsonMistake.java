// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.internal;

import io.labnet.numbers.NumberProtocol;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/** Recognizes common mistakes of programs that should send a JSON object, by the beginning of the message. */
public final class JsonMistake {
    private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private static final Map<Pattern, String> TEXTS = Map.of(
            Pattern.compile("\\d+\\s*(\\{.*)?", Pattern.DOTALL),
            "the digits look like the length of an object: only the object itself is expected",
            Pattern.compile("\\{\\s*'.*", Pattern.DOTALL),
            "it looks like a Python dict formatted by str(): use json.dumps",
            Pattern.compile("\"\\{.*", Pattern.DOTALL),
            "the object is inside a string: it was encoded as JSON twice",
            Pattern.compile("(GET|HEAD|POST|PUT|OPTIONS) /.*|HTTP/.*", Pattern.DOTALL),
            "it looks like HTTP: send only the object, over plain TCP");

    private JsonMistake() {}

    /** Returns an explanation to append to a description of the input; empty if the mistake is not recognized. */
    public static String in(byte[] beginning) {
        String cause = cause(beginning);
        return cause.isEmpty() ? "" : "; " + cause;
    }

    private static String cause(byte[] beginning) {
        if (Arrays.mismatch(beginning, UTF_8_MARK) == UTF_8_MARK.length) {
            return "the bytes ef bb bf are a byte order mark: UTF-8 without one is expected";
        }
        if (isUtf16(beginning)) {
            return "it looks like UTF-16: UTF-8 is expected";
        }
        for (int bytes = 2; bytes <= Long.BYTES; bytes *= 2) {
            if (isLength(beginning, bytes)) {
                return "the bytes " + HEX.formatHex(beginning, 0, bytes)
                        + " look like the length of an object: only the object itself is expected";
            }
        }
        String text = new String(beginning, StandardCharsets.ISO_8859_1);
        return TEXTS.entrySet().stream()
                .filter(mistake -> mistake.getKey().matcher(text).matches())
                .map(Map.Entry::getValue)
                .findAny()
                .orElse("");
    }

    /**
     * Returns whether the input starts with a byte order mark of UTF-16, or with a brace in two bytes. A two-byte
     * length before an object does not match.
     */
    private static boolean isUtf16(byte[] beginning) {
        if (beginning.length < 2) {
            return false;
        }
        int first = beginning[0] & 0xff;
        int second = beginning[1] & 0xff;
        boolean marked = first + second == 0xff + 0xfe && first >= 0xfe;
        boolean bigEndian = first == 0 && second == '{' && beginning.length > 2 && beginning[2] == 0;
        return marked || (first == '{' && second == 0) || bigEndian;
    }

    /**
     * Returns whether the input starts with a number of {@code bytes} bytes, and an object follows it. The number may
     * also be the whole input, because the object may arrive later.
     */
    private static boolean isLength(byte[] beginning, int bytes) {
        if (beginning.length < bytes || (beginning.length > bytes && beginning[bytes] != '{')) {
            return false;
        }
        ByteBuffer padded = ByteBuffer.allocate(Long.BYTES).put(Long.BYTES - bytes, beginning, 0, bytes);
        long littleEndian = padded.order(ByteOrder.LITTLE_ENDIAN).getLong(0) >>> (Long.SIZE - bytes * Byte.SIZE);
        return isLength(padded.order(ByteOrder.BIG_ENDIAN).getLong(0)) || isLength(littleEndian);
    }

    private static boolean isLength(long value) {
        return value > 1 && value <= NumberProtocol.MAX_MESSAGE_BYTES;
    }
}
