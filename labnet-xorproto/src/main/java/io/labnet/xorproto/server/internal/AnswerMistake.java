// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.labnet.core.codec.EscapedText;
import io.labnet.xorproto.XorPacket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Known mistakes in the answers of clients, recognized by comparing a part of the answer with the text. */
final class AnswerMistake {
    /** The number of equal bytes that is hardly a coincidence. */
    private static final int ENOUGH = 8;

    private static final int KEY_LETTERS = XorPacket.KEYWORD_LETTERS;
    private static final int MIN_BUFFER = 256;
    private static final int HEADER = XorPacket.HEADER_BYTES;

    private AnswerMistake() {}

    /**
     * Returns the likely mistake if a part of an answer differs from the text, or {@code null} if it is not a known
     * one.
     *
     * @param answered the part
     * @param expected the part of the text at the same position, of the same length
     * @param at the index of the first wrong byte
     * @param position the position of both parts in the text
     * @param key the key of the text
     */
    static @Nullable String ofData(byte[] answered, byte[] expected, int at, long position, String key) {
        int length = answered.length;
        if (length - at < ENOUGH) {
            return null;
        }
        byte[] wrong = Arrays.copyOfRange(answered, at, length);
        byte[] right = Arrays.copyOfRange(expected, at, length);
        String found = keyOf(wrong, right, position + at, key);
        if (found != null) {
            return found;
        }
        if (new String(wrong, ISO_8859_1).equalsIgnoreCase(new String(right, ISO_8859_1))) {
            return "the case of the letters was changed";
        }
        boolean isQuoted = answered[0] == 'b' && answered[1] == '\'';
        if (position == 0 && isQuoted && isSame(answered, 2, expected, 0)) {
            return "the text that Python prints for bytes: send the bytes themselves, not str() of them";
        }
        if (position == 0 && isSame(answered, HEADER, expected, 0)) {
            return "the header was decrypted and sent back as data";
        }
        if (isSame(answered, at, expected, at + HEADER)) {
            return HEADER + " bytes were left out: what the next recv returned was taken for a packet with a header";
        }
        return null;
    }

    /**
     * Returns the likely mistake if an answer is shorter or longer than the text, but otherwise equal to it.
     *
     * @param received the length of the answer
     * @param expected the length of the text
     * @param extra the first bytes of the answer beyond the length of the text
     * @param beginning the first bytes of the text
     */
    static @Nullable String ofLength(long received, long expected, byte[] extra, byte[] beginning) {
        long more = received - expected;
        String rest = new String(extra, ISO_8859_1);
        if (more > 0 && more == rest.length() && rest.isBlank()) {
            return "a line end or white space was added";
        }
        int compared = Math.min(extra.length, beginning.length);
        if (expected > 0 && more >= expected && Arrays.equals(extra, 0, compared, beginning, 0, compared)) {
            return "the text was sent more than once";
        }
        long buffer = received + HEADER;
        if (more < 0 && buffer >= MIN_BUFFER && Long.bitCount(buffer) == 1) {
            return "recv(" + buffer + ") was taken for a whole packet: call it until as many bytes"
                    + " as the length says have come";
        }
        if (more < 0 && received > 0 && received % XorPacket.MAX_DATA_BYTES == 0) {
            return "only the first packets of the text were sent back";
        }
        return null;
    }

    private static boolean isSame(byte[] answered, int from, byte[] expected, int start) {
        return from + ENOUGH <= answered.length
                && start + ENOUGH <= expected.length
                && Arrays.equals(answered, from, from + ENOUGH, expected, start, start + ENOUGH);
    }

    /** If a part of the answer was decrypted with another key of four bytes, returns a description of that key. */
    private static @Nullable String keyOf(byte[] answered, byte[] expected, long position, String key) {
        byte[] used = new byte[KEY_LETTERS];
        int phase = (int) (position % KEY_LETTERS);
        for (int i = 0; i < answered.length; i++) {
            int at = (phase + i) % KEY_LETTERS;
            byte letter = (byte) (answered[i] ^ expected[i] ^ key.charAt(at));
            if (i >= KEY_LETTERS && letter != used[at]) {
                return null;
            }
            used[at] = letter;
        }
        String word = new String(used, ISO_8859_1);
        if (word.equals("\0\0\0\0")) {
            return "the data came back as they were sent: decrypt them with the key '" + key + "'";
        }
        if ((key + key).contains(word)) {
            return "the key starts at another letter from there on: it starts again with each packet, and not with each"
                    + " part that recv returns";
        }
        return XorPacket.isKeyword(word)
                ? "they were decrypted with '" + EscapedText.of(word) + "', not with the key '" + key + "'"
                : null;
    }
}
