// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import java.util.Arrays;

/**
 * Decodes base64 like {@code base64.urlsafe_b64decode} of Python 3.11, piece by piece. Digits of both alphabets are
 * accepted. Other characters are skipped, and so is padding before the second digit of a quantum. Padding that
 * completes a quantum ends the text; characters after it are ignored. Unused bits may have any value.
 */
final class LenientBase64 {
    private static final int QUANTUM = 4;
    private static final int BITS = 6;

    /** The value of each digit, and -1 for every other character. */
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

    /**
     * Decodes the next piece of a text in which each byte is a character. Skips non-ASCII characters.
     *
     * @throws IllegalArgumentException if this is the last piece and the text is incomplete
     */
    byte[] read(byte[] text, boolean isLast) {
        // The largest possible size, wherever in a group of four characters the piece begins.
        byte[] out = new byte[(int) ((text.length * 3L + 3) / QUANTUM)];
        int length = 0;
        for (int i = 0; i < text.length && !ended; i++) {
            int character = text[i] & 0xff;
            if (character == '=') {
                pad();
            } else if (VALUES[character] >= 0) {
                length = digit(VALUES[character], out, length);
            }
        }
        if (isLast && !ended && digits > 0) {
            throw new IllegalArgumentException("the text ends within a quantum");
        }
        return Arrays.copyOf(out, length);
    }

    private void pad() {
        if (digits >= 2) {
            pads++;
            ended = digits + pads >= QUANTUM;
        }
    }

    /** Adds a digit. Every digit except the first of a quantum completes a byte. */
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
}
