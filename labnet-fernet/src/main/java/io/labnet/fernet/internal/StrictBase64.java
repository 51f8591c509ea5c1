// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The URL-safe base64 of RFC 4648, section 5, with exactly one text for each array of bytes: padding is required,
 * unused bits are zero (section 3.5), and characters outside the alphabet are refused.
 */
public final class StrictBase64 {
    private static final int QUANTUM = 4;

    /** The digits whose low four bits are zero, which are allowed before two padding characters. */
    private static final String BEFORE_TWO_PADS = "AQgw";

    /** The digits whose low two bits are zero, which are allowed before one padding character. */
    private static final String BEFORE_ONE_PAD = "AEIMQUYcgkosw048";

    /**
     * The size of the pooled buffers for short texts. A buffer can be reused, because a string copies its characters; a
     * reused buffer is usually in the cache.
     */
    private static final int BUFFER_LENGTH = 4096;

    private static final ObjectPool<byte[]> IDLE_BUFFERS = new ObjectPool<>();

    private StrictBase64() {}

    public static String encode(byte[] bytes) {
        int length = textLength(bytes.length);
        if (length > BUFFER_LENGTH) {
            return new String(encodeAscii(bytes), StandardCharsets.ISO_8859_1);
        }
        byte[] idle = IDLE_BUFFERS.take();
        byte[] room = idle != null ? idle : new byte[BUFFER_LENGTH];
        Base64.getUrlEncoder().encode(bytes, room);
        String text = new String(room, 0, length, StandardCharsets.ISO_8859_1);
        IDLE_BUFFERS.put(room);
        return text;
    }

    public static byte[] encodeAscii(byte[] bytes) {
        return Base64.getUrlEncoder().encode(bytes);
    }

    /**
     * Decodes a text in which each byte is a character.
     *
     * @throws IllegalArgumentException if the text is not one that {@link #encode} can return
     */
    public static byte[] decode(byte[] text) {
        if (text.length % QUANTUM != 0 || !unusedBitsAreZero(text)) {
            throw new IllegalArgumentException("the padding is missing, or there are unused bits");
        }
        return Base64.getUrlDecoder().decode(text);
    }

    private static boolean unusedBitsAreZero(byte[] text) {
        int end = text.length;
        if (end == 0 || text[end - 1] != '=') {
            return true;
        }
        return text[end - 2] == '='
                ? BEFORE_TWO_PADS.indexOf(text[end - 3]) >= 0
                : BEFORE_ONE_PAD.indexOf(text[end - 2]) >= 0;
    }

    /** Returns the length of the text that {@link #encode} makes of the given number of bytes. */
    static int textLength(int bytes) {
        return (int) ((bytes + 2L) / 3 * QUANTUM);
    }

    /** Returns a hint for a refusal message. The most common fault of a text is the line feed at the end of a file. */
    public static String spaceAround(String text) {
        return text.equals(text.strip()) ? "" : ", with white space around it";
    }
}
