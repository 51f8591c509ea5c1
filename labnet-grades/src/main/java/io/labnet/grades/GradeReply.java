// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Encoder;
import io.labnet.fernet.FernetKey;
import io.labnet.fernet.FernetToken;

/** A message of a grade server. A client decodes it to a {@link GradeAnswer}: see {@link GradeAnswer#decode}. */
public sealed interface GradeReply {
    /** {@return the text of the token or of the key, in ASCII and without a line end} */
    String text();

    /**
     * Writes the reply.
     *
     * @param out receives exactly the text
     */
    default void writeTo(ByteSink out) {
        out.putText(text());
    }

    /** {@return the bytes of the reply, in a new array} */
    default byte[] encode() {
        return Encoder.encodeWhole(GradeReply::writeTo, this);
    }

    /**
     * A Fernet token.
     *
     * @param text the text of the token
     */
    record Token(String text) implements GradeReply {
        /**
         * Creates a reply from a well-formed token. The token is not decrypted.
         *
         * @param text the text of the token
         * @throws io.labnet.fernet.FernetException if the text is not a token
         */
        public Token {
            text = FernetToken.parse(text).text();
        }
    }

    /**
     * The key of the preceding token, sent unencrypted: see {@link GradeReplyForm#TOKEN_AND_KEY}.
     *
     * @param key the key of the student
     */
    record Key(FernetKey key) implements GradeReply {
        @Override
        public String text() {
            return key.text();
        }
    }
}
