// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.fernet.FernetToken;

/**
 * An encrypted text.
 *
 * @param token the Fernet token that holds it, as text
 */
public record TokenReply(String token) implements GradeReply {
    /**
     * Checks the form of the token, but not with which key it was made.
     *
     * @param token the token
     * @throws io.labnet.fernet.FernetException if it is none
     */
    public TokenReply {
        token = FernetToken.parse(token).text();
    }
}
