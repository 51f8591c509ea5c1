// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

/** The two documented ways in which a grade server replies. */
public enum GradeReplyForm {
    /** The token alone. */
    TOKEN,

    /**
     * The token and then, in a write of its own, the key that opens it, in clear. The client of this system decrypts
     * with the key that it is sent, so that nothing is secret from whoever can listen. Its texts are shorter.
     */
    TOKEN_AND_KEY
}
