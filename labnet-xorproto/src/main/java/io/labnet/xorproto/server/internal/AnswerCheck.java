// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server.internal;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.xorproto.XorData;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorRule;
import io.labnet.xorproto.server.XorText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A comparison of a client's answer with the text. The answer arrives in packets of any size. */
public final class AnswerCheck {
    /** The number of bytes by which an answer may exceed the text; a longer answer counts as endless. */
    private static final long MAX_EXCESS = 1L << 20;

    private static final int SHOWN_BYTES = 8;
    private static final int KEPT_BYTES = 16;

    private final XorText text;
    private final String key;
    private long received;
    private long excess;
    private byte[] beginning = {};

    /** The first bytes of the answer beyond the length of the text. */
    private byte[] extra = {};

    private @Nullable String difference;
    private @Nullable String likelyCause;

    /**
     * Creates a comparison.
     *
     * @param text the text, which may grow while the answer is compared
     * @param key the key of the text
     */
    public AnswerCheck(XorText text, String key) {
        this.text = text;
        this.key = key;
    }

    /**
     * Compares the next part of the answer.
     *
     * @param data the data of a packet
     * @throws IOException if the text can't be read
     */
    public void add(XorData data) throws IOException {
        int length = data.length();
        int within = (int) Math.max(0, Math.min(length, text.length() - received));
        if (difference == null && within > 0) {
            byte[] expected = new byte[within];
            text.read(received, expected, 0, within);
            compare(data.asByteBuffer().limit(within), expected);
        }
        extra = extended(extra, data.asByteBuffer().position(within));
        received += length;
        excess += length == 0 ? XorPacket.HEADER_BYTES : length - within;
    }

    /** {@return whether the answer is so much longer than the text that it may have no end} */
    public boolean endless() {
        return excess > MAX_EXCESS;
    }

    /** {@return the number of bytes of the answer} */
    public long received() {
        return received;
    }

    /** {@return the score of the complete answer} */
    public XorScore score() {
        if (received != text.length()) {
            return XorScore.RECEIVED;
        }
        return difference == null ? XorScore.TEXT : XorScore.LENGTH;
    }

    /** {@return what is wrong with a complete answer that does not match the text} */
    public ProtocolException fault() {
        if (received == text.length()) {
            return XorFault.of(
                    XorRule.ANSWER_TEXT, "THE DECRYPTED DATA DIFFERS FROM THE TEXT AT BYTE " + difference, likelyCause);
        }
        return XorFault.of(
                XorRule.ANSWER_LENGTH,
                "THE DECRYPTED DATA HAS " + received + " BYTES, BUT THE TEXT HAS " + text.length(),
                difference == null ? AnswerMistake.ofLength(received, text.length(), extra, beginning) : likelyCause);
    }

    private void compare(ByteBuffer answered, byte[] expected) {
        beginning = extended(beginning, ByteBuffer.wrap(expected));
        int at = ByteBuffer.wrap(expected).mismatch(answered);
        if (at < 0) {
            return;
        }
        byte[] given = new byte[expected.length];
        answered.get(0, given);
        difference = received + at + ": " + shown(given, at) + " CAME, NOT " + shown(expected, at);
        likelyCause = AnswerMistake.ofData(given, expected, at, received, key);
    }

    /** Returns the kept bytes, followed by the next ones, but at most {@value #KEPT_BYTES} bytes in all. */
    private static byte[] extended(byte[] kept, ByteBuffer next) {
        int length = Math.min(KEPT_BYTES, kept.length + next.remaining());
        byte[] longer = Arrays.copyOf(kept, length);
        next.get(longer, kept.length, length - kept.length);
        return longer;
    }

    private static String shown(byte[] bytes, int from) {
        return EscapedText.ofBytes(ByteBuffer.wrap(bytes).position(from), SHOWN_BYTES);
    }
}
