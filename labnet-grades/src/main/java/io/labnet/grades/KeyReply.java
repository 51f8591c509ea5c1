// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.fernet.FernetKey;
import java.util.Objects;

/**
 * The key that opens the token before it, sent in clear: see {@link GradeReplyForm#TOKEN_AND_KEY}.
 *
 * @param key the key of the student who asks
 */
public record KeyReply(FernetKey key) implements GradeReply {
    /**
     * Makes a reply.
     *
     * @param key the key
     */
    public KeyReply {
        Objects.requireNonNull(key, "key");
    }
}
