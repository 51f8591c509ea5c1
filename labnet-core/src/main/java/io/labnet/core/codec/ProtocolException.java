// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import java.util.Objects;

/**
 * Thrown when bytes are not a valid message of a protocol. It is the only exception that a {@link Decoder} throws, and
 * it ends the conversation, because the start of the next message is unknown. Recoverable mistakes, such as a name that
 * is taken, are messages that the session answers, not exceptions.
 */
public final class ProtocolException extends RuntimeException {
    /** The kind of a refusal. */
    public enum Reason {
        /** The bytes break the rules of the format. */
        MALFORMED,
        /** A checksum does not match the bytes that it covers. */
        CHECKSUM,
        /** The message is larger than the protocol or the receiver allows. */
        TOO_LARGE,
        /** The input ended inside a message. */
        TRUNCATED,
        /** Bytes follow a message that should have been the last. */
        TRAILING
    }

    private static final long serialVersionUID = 1;

    /** The kind of the refusal. */
    private final Reason reason;

    /** The position of the error, in bytes from the first byte of the message. */
    private final int offset;

    /**
     * Creates an exception.
     *
     * @param reason the kind of the refusal
     * @param offset the position of the error, in bytes from the first byte of the message
     * @param message what is wrong, with the value found and the limit that it broke
     * @throws IllegalArgumentException if the offset is negative
     */
    public ProtocolException(Reason reason, int offset, String message) {
        super(Objects.requireNonNull(message, "message"));
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset + " is negative");
        }
        this.reason = Objects.requireNonNull(reason, "reason");
        this.offset = offset;
    }

    /**
     * Returns the kind of the refusal.
     *
     * @return the kind
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns the position of the error.
     *
     * @return the number of bytes from the first byte of the message; the same however the input was split
     */
    public int offset() {
        return offset;
    }

    /**
     * Returns a copy for a larger message that contains the refused one.
     *
     * @param bytes the number of bytes of the larger message before the refused part, 0 or more
     * @return an exception whose offset is larger by {@code bytes}, with the stack trace and the cause of this one
     * @throws IllegalArgumentException if {@code bytes} is negative
     */
    public ProtocolException movedBy(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a message can't have " + bytes + " bytes before its part");
        }
        ProtocolException moved =
                new ProtocolException(reason, Math.addExact(offset, bytes), String.valueOf(getMessage()));
        moved.setStackTrace(getStackTrace());
        if (getCause() != null) {
            moved.initCause(getCause());
        }
        return moved;
    }
}
