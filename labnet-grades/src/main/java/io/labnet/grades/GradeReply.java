// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Encoder;
import io.labnet.fernet.FernetKey;
import io.labnet.fernet.FernetToken;

/** What a grade server says. A client makes a {@link GradeAnswer} of it: see {@link GradeAnswer#decode}. */
public sealed interface GradeReply {
    /** {@return what is sent: the text of the token or of the key, in ASCII and without a line end} */
    String text();

    /**
     * Writes the reply.
     *
     * @param out takes the text, with nothing before or after it
     */
    default void writeTo(ByteSink out) {
        out.putText(text());
    }

    /** {@return the bytes of the reply, in a new array} */
    default byte[] encode() {
        return Encoder.encodeWhole(GradeReply::writeTo, this);
    }

    /**
     * An encrypted text.
     *
     * @param text the Fernet token that holds it, as text
     */
    record Token(String text) implements GradeReply {
        /**
         * Checks the form of the token, but not with which key it was made.
         *
         * @param text the token
         * @throws io.labnet.fernet.FernetException if it is none
         */
        public Token {
            text = FernetToken.parse(text).text();
        }
    }

    /**
     * The key that opens the token before it, sent in clear: see {@link GradeReplyForm#TOKEN_AND_KEY}.
     *
     * @param key the key of the student who asks
     */
    record Key(FernetKey key) implements GradeReply {
        @Override
        public String text() {
            return key.text();
        }
    }
}
