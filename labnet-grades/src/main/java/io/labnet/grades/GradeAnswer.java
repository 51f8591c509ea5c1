// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.Decoder;
import io.labnet.fernet.FernetKey;

/**
 * The text of a reply, decrypted.
 *
 * @param text the text, such as {@code Midterm Average: 10.45}; possibly empty, and nothing but the server vouches for
 *     it being fit to print
 * @param opened which key decrypted it
 */
public record GradeAnswer(String text, OpenedWith opened) implements GradeOutcome {
    /** A key that can decrypt a reply. */
    public enum OpenedWith {
        /** The key that the client had. Only a holder of that key can have written the text. */
        OWN_KEY,

        /**
         * The key that came with the token, because the client's own did not fit. It proves nothing: whoever can change
         * what is under way can have written the text, and whoever listens can read it.
         */
        SENT_KEY
    }

    /**
     * {@return the answer in bytes that are exactly one reply: a token, alone or with a key directly before or after
     * it, as {@link GradeReplyDecoder} takes it} White space around them is skipped.
     *
     * @param reply its bytes, all of them and nothing else; not changed
     * @param ownKey the key of the student who asked
     * @throws io.labnet.core.codec.ProtocolException if they are something else, or no key at hand opens the token
     *     ({@code MALFORMED}), or if there are none ({@code TRUNCATED})
     */
    public static GradeAnswer decode(byte[] reply, FernetKey ownKey) {
        return Decoder.decodeWhole(new GradeReplyDecoder(ownKey), reply);
    }
}
