// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.codec.EscapedText;
import java.util.Objects;

/**
 * The last packet of a server: flag 1, the keyword {@code GOOD} or {@code FAIL}, the score as sid, and a message as
 * data.
 *
 * @param good whether the decrypted data match
 * @param score the score, 0 to 50 as documented; up to 4,294,967,295 from other servers
 * @param message the explanation of the score, as the server sent it; may contain control characters
 */
public record XorResult(boolean good, long score, String message) implements XorOutcome {
    private static final String GOOD = "GOOD";
    private static final String FAIL = "FAIL";

    /** The words that begin the server's explanation of why a score is not stored. */
    public static final String REGISTRATION_FAILED = "REGISTRATION FAILED";

    /**
     * Checks the bounds.
     *
     * @param good whether the decrypted data match
     * @param score the score, 0 to 4,294,967,295
     * @param message the explanation of the score
     * @throws IllegalArgumentException if the score does not fit in 32 bits
     */
    public XorResult {
        Objects.requireNonNull(message, "message");
        if (score < 0 || score > XorPacket.MAX_SID) {
            throw new IllegalArgumentException("score " + score + " is not within 0 to " + XorPacket.MAX_SID);
        }
    }

    /** {@return the keyword of the packet, {@code GOOD} or {@code FAIL}} */
    public String keyword() {
        return good ? GOOD : FAIL;
    }

    /** {@return whether the message says that the server could not store the submitted score} */
    public boolean registrationFailed() {
        return message.contains(REGISTRATION_FAILED);
    }

    /**
     * {@return whether a packet is a result} Only a result has the keyword {@code GOOD} or {@code FAIL}: in packets of
     * the text, the keyword is the key, in lower case. The flag is ignored, since some servers leave it 0.
     *
     * @param packet a packet of a server
     */
    public static boolean isResult(XorPacket packet) {
        return packet.keyword().equals(GOOD) || packet.keyword().equals(FAIL);
    }

    /**
     * {@return the result in a packet}
     *
     * @param packet the last packet of a server
     * @throws IllegalArgumentException if its keyword is neither {@code GOOD} nor {@code FAIL}
     */
    public static XorResult of(XorPacket packet) {
        if (!isResult(packet)) {
            throw new IllegalArgumentException("the keyword " + packet.keyword() + " is neither GOOD nor FAIL");
        }
        return new XorResult(
                packet.keyword().equals(GOOD), packet.sid(), packet.data().text());
    }

    /**
     * {@return the result as in the course document: three lines, without a final line end; control characters in the
     * message are escaped}
     */
    public String lines() {
        return String.join(
                System.lineSeparator(), "KEY: " + keyword(), "Score: " + score, "Message: " + EscapedText.of(message));
    }

    /**
     * {@return the packet with this result}
     *
     * @throws IllegalArgumentException if the message does not fit in a packet
     */
    public XorPacket packet() {
        return new XorPacket(true, keyword(), score, XorData.of(message));
    }
}
