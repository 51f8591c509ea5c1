// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.util.Objects;

/**
 * Says that a token is refused. It is the only exception that a token can cause, whatever its text, length or time.
 *
 * <p>Where a key decides, all that goes wrong before a token has proved to be genuine is one reason with one message,
 * and a wrong padding is the same again: whoever sends tokens and watches the answers learns nothing from them about the
 * key or the plain text. Only {@link FernetToken}, which knows no key, says what is wrong with the form of a token. No
 * message holds any part of a key or a plain text.
 */
public final class FernetException extends RuntimeException {
    /** The kind of a refusal. Every kind but {@link #INVALID} is only told of a token that has proved to be genuine. */
    public enum Reason {
        /** It is no Fernet token, was made with another key, or was changed on its way. */
        INVALID,
        /** It is genuine, but its time to live is over. */
        EXPIRED,
        /** It is genuine, but was made later than the clock allows. */
        FROM_THE_FUTURE,
        /** It is genuine, but text was asked for and the plain text is not UTF-8. */
        NOT_TEXT
    }

    private static final long serialVersionUID = 1;

    /** The kind of the refusal. */
    private final Reason reason;

    FernetException(Reason reason, String message) {
        super(Objects.requireNonNull(message, "message"));
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    static FernetException invalid() {
        return new FernetException(
                Reason.INVALID, "this is no Fernet token of this key: malformed, made with another key, or changed");
    }

    /** {@return the kind of the refusal} */
    public Reason reason() {
        return reason;
    }
}
