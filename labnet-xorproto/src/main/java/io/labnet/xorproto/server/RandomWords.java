// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.xorproto.XorPacket;
import java.io.ByteArrayOutputStream;
import java.util.random.RandomGenerator;

/** A text of random words, for a server that has no file. */
public final class RandomWords {
    /**
     * The maximum number of words. This number of words, of about seven bytes each, fits in the memory of a small
     * machine.
     */
    public static final int MOST = 10_000_000;

    private static final int SHORTEST = 2;
    private static final int LONGEST = 10;

    private RandomWords() {}

    /**
     * Returns random words in lower case, separated by single spaces. The same seed gives the same words. The text has
     * an even length and does not fill its last packet, because many programs fail with an odd length or a full last
     * packet.
     *
     * @param words the number of words, 0 to {@value #MOST}
     * @param random the source of randomness
     * @return the text, in memory
     */
    public static XorText text(int words, RandomGenerator random) {
        byte[] text;
        do {
            text = bytes(words, random);
        } while (fillPackets(text.length));
        return XorText.of(text);
    }

    /**
     * {@return whether the last packet of a text is full} Many programs then wait for another packet.
     *
     * @param length the length of the text, in bytes
     */
    public static boolean fillPackets(long length) {
        return length > 0 && length % XorPacket.MAX_DATA_BYTES == 0;
    }

    /**
     * {@return whether the length of a text is odd} Many programs then compute a wrong checksum.
     *
     * @param length the length of the text, in bytes
     */
    public static boolean isOdd(long length) {
        return length % 2 != 0;
    }

    private static byte[] bytes(int words, RandomGenerator random) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = 0; i < words; i++) {
            if (i > 0) {
                text.write(' ');
            }
            int letters = random.nextInt(SHORTEST, LONGEST + 1);
            if (i == words - 1 && isOdd(text.size() + letters)) {
                letters += letters == LONGEST ? -1 : 1;
            }
            for (; letters > 0; letters--) {
                text.write(random.nextInt('a', 'z' + 1));
            }
        }
        return text.toByteArray();
    }
}
