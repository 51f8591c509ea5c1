// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Base64 as Python 3.11 reads it in {@code base64.urlsafe_b64decode}: digits of both alphabets count; every other
 * character is passed over, and so is padding where a quantum has fewer than two digits; the padding that completes a
 * quantum ends the text, whatever follows; unused bits may be anything. Takes a text piece by piece.
 */
final class LenientBase64 {
    private static final int QUANTUM = 4;
    private static final int BITS = 6;

    /** The value of each digit, and -1 for all that is none. */
    private static final byte[] VALUES = values();

    private int digits;
    private int pads;
    private int bits;
    private boolean ended;

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        for (int value = 0; value < alphabet.length(); value++) {
            values[alphabet.charAt(value)] = (byte) value;
        }
        values['+'] = values['-'] = 62;
        values['/'] = values['_'] = 63;
        return values;
    }

    /** Returns the bytes, or {@code null} where Python refuses the text: for a character that is not ASCII, too. */
    static byte @Nullable [] decode(String text) {
        return text.chars().allMatch(character -> character < 0x80)
                ? decode(text.getBytes(StandardCharsets.ISO_8859_1))
                : null;
    }

    /** Returns the bytes of a text of which each byte is a character; those that are not ASCII are passed over. */
    static byte @Nullable [] decode(byte[] text) {
        LenientBase64 reader = new LenientBase64();
        byte[] out = new byte[maxBytes(text.length)];
        int length = reader.read(text, 0, text.length, out, 0);
        return reader.isComplete() ? Arrays.copyOf(out, length) : null;
    }

    /** Returns how many bytes so many characters give at most, wherever in a text they stand. */
    static int maxBytes(int characters) {
        return (int) ((characters * 3L + 3) / QUANTUM);
    }

    /**
     * Reads a piece of the text.
     *
     * @param out where the bytes go, with room for {@link #maxBytes} of them from {@code at} on
     * @return where the bytes end
     */
    int read(byte[] text, int from, int to, byte[] out, int at) {
        int end = at;
        for (int i = from; i < to && !ended; i++) {
            int character = text[i] & 0xff;
            if (character == '=') {
                pad();
            } else if (VALUES[character] >= 0) {
                end = digit(VALUES[character], out, end);
            }
        }
        return end;
    }

    private void pad() {
        if (digits >= 2) {
            pads++;
            ended = digits + pads >= QUANTUM;
        }
    }

    /** All digits but the first of a quantum complete a byte. */
    private int digit(int value, byte[] out, int at) {
        bits = bits << BITS | value;
        pads = 0;
        digits = (digits + 1) % QUANTUM;
        if (digits == 1) {
            return at;
        }
        int bitsOfTheNext = digits == 0 ? 0 : Byte.SIZE - 2 * digits;
        out[at] = (byte) (bits >> bitsOfTheNext);
        return at + 1;
    }

    /** Tells whether the text could end here. */
    boolean isComplete() {
        return ended || digits == 0;
    }
}
