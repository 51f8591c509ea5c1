// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.Decoder;
import io.labnet.fernet.FernetKey;

/**
 * The text of a reply, decrypted.
 *
 * @param text the text, such as {@code Midterm Average: 10.45}; possibly empty, and not checked for control characters
 * @param opened which key decrypted it
 */
public record GradeAnswer(String text, OpenedWith opened) implements GradeOutcome {
    /** A key that can decrypt a reply. */
    public enum OpenedWith {
        /** The client's own key. Only a holder of that key can have written the text. */
        OWN_KEY,

        /**
         * The key that was sent with the token, because the client's own key did not decrypt it. The text is not
         * authentic: anyone who can modify the traffic may have written it, and anyone who can intercept the traffic
         * can read it.
         */
        SENT_KEY
    }

    /**
     * {@return the answer that a {@link GradeReplyDecoder} decodes from one reply: a token, alone or with a key
     * directly before or after it} White space around the token and the key is skipped.
     *
     * @param reply exactly the bytes of one reply; not modified
     * @param ownKey the key of the student
     * @throws io.labnet.core.codec.ProtocolException if the bytes are not a reply, or no available key decrypts the
     *     token ({@code MALFORMED}), or if there are no bytes ({@code TRUNCATED})
     */
    public static GradeAnswer decode(byte[] reply, FernetKey ownKey) {
        return Decoder.decodeWhole(new GradeReplyDecoder(ownKey), reply);
    }
}
