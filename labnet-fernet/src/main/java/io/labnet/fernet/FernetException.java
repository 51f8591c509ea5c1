// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.util.Objects;

/**
 * Thrown when a token is refused. No other exception is thrown for any text, length or timestamp of a token.
 *
 * <p>If a key is used, all faults that are found before the token is authenticated have the same reason and message.
 * Wrong padding, which is found later, also has this reason and message. Therefore, the refusals tell a sender of
 * forged tokens nothing about the key or the plain text. Only {@link FernetToken}, which uses no key, reports what is
 * malformed about a token. No exception message contains any part of a key or a plain text. Only
 * {@link Reason#UNREADABLE} has a cause: an exception of the caller's own code, which may quote the plain text.
 */
public final class FernetException extends RuntimeException {
    /** The reason of a refusal. Every reason except {@link #INVALID} means that the token is genuine. */
    public enum Reason {
        /** The text is not a Fernet token, was made with another key, or was modified. */
        INVALID,
        /** The token is genuine, but older than its time to live. */
        EXPIRED,
        /** The token is genuine, but its timestamp is later than the clock and the clock skew allow. */
        FROM_THE_FUTURE,
        /** The token is genuine, but text was requested and the plain text is not UTF-8. */
        NOT_TEXT,
        /** The token is genuine, but the reader passed to {@link FernetMessage#read} failed to convert the plain text. */
        UNREADABLE
    }

    private static final long serialVersionUID = 1;

    /** The reason of the refusal. */
    private final Reason reason;

    FernetException(Reason reason, String message) {
        super(Objects.requireNonNull(message, "message"));
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    static FernetException invalid() {
        return new FernetException(
                Reason.INVALID, "this is not a Fernet token of this key: malformed, made with another key, or changed");
    }

    static FernetException unreadable(Exception cause) {
        FernetException refusal = new FernetException(
                Reason.UNREADABLE, "the token is genuine, but its message is not what the reader expects");
        refusal.initCause(cause);
        return refusal;
    }

    /** {@return the reason of the refusal} */
    public Reason reason() {
        return reason;
    }
}
