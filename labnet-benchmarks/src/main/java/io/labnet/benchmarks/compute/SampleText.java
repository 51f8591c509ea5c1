// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.compute;

import java.util.Random;

/** A sample text: words of one to eleven letters, separated as in prose by spaces, commas, periods and line feeds. */
final class SampleText {
    private static final String[] SEPARATORS = {" ", " ", " ", " ", ", ", ". ", "\n"};
    private static final int LONGEST_WORD = 11;

    private SampleText() {}

    /** Returns a text of the given length in bytes; calls with the same length return the same text. */
    static byte[] of(int length) {
        Random random = new Random(1);
        byte[] text = new byte[length];
        int at = 0;
        while (at < length) {
            for (int left = 1 + random.nextInt(LONGEST_WORD); left > 0 && at < length; left--) {
                text[at++] = (byte) ('a' + random.nextInt(26));
            }
            String separator = SEPARATORS[random.nextInt(SEPARATORS.length)];
            for (int i = 0; i < separator.length() && at < length; i++) {
                text[at++] = (byte) separator.charAt(i);
            }
        }
        return text;
    }
}
