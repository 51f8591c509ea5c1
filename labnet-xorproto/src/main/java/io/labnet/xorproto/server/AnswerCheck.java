// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.xorproto.XorData;
import io.labnet.xorproto.XorPacket;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A comparison of a client's answer with the text. The answer arrives in packets of any size. */
final class AnswerCheck {
    /** The most bytes beyond the text's length before an answer counts as endless. */
    private static final long MAX_EXCESS = 1L << 20;

    private final XorText text;
    private long received;
    private long firstDifference = -1;
    private long excess;

    AnswerCheck(XorText text) {
        this.text = text;
    }

    void add(XorData data) throws IOException {
        int length = data.length();
        int within = (int) Math.max(0, Math.min(length, text.length() - received));
        if (firstDifference < 0 && within > 0) {
            byte[] expected = new byte[within];
            text.read(received, expected, 0, within);
            int difference =
                    ByteBuffer.wrap(expected).mismatch(data.asByteBuffer().limit(within));
            firstDifference = difference < 0 ? -1 : received + difference;
        }
        received += length;
        excess += length == 0 ? XorPacket.HEADER_BYTES : length - within;
    }

    boolean endless() {
        return excess > MAX_EXCESS;
    }

    long received() {
        return received;
    }

    XorScore score() {
        if (received != text.length()) {
            return XorScore.RECEIVED;
        }
        return firstDifference < 0 ? XorScore.TEXT : XorScore.LENGTH;
    }

    /** Returns the fault of a finished answer that does not get all points. */
    String fault() {
        return received != text.length()
                ? "THE DECRYPTED DATA HAS " + received + " BYTES, BUT THE TEXT HAS " + text.length()
                : "THE DECRYPTED DATA DIFFERS FROM THE TEXT AT BYTE " + firstDifference;
    }
}
