// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.Encoder;

/** What a grade server says. A client makes a {@link GradeAnswer} of it: see {@link GradeAnswer#decode}. */
public sealed interface GradeReply permits TokenReply, KeyReply {
    /**
     * Encodes the reply.
     *
     * @return the text of the token or of the key in ASCII, without a line end, in a new array
     */
    default byte[] encode() {
        return Encoder.encodeWhole(new GradeReplyEncoder(), this);
    }
}
