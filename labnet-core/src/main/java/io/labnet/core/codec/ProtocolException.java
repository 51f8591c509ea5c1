// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import java.util.Objects;

/**
 * Says that bytes are no message of a protocol. It is the only exception that a {@link Decoder} throws, and it ends the
 * conversation: after it, nobody knows where the next message begins. A mistake that a conversation can survive, such as
 * a name that is taken, is no exception but a message that the session answers.
 */
public final class ProtocolException extends RuntimeException {
    /** The kind of a refusal. */
    public enum Reason {
        /** The bytes break the rules of the format. */
        MALFORMED,
        /** A checksum does not fit the bytes that it covers. */
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

    /** Where the fault lies. */
    private final int offset;

    /**
     * Makes a refusal.
     *
     * @param reason its kind
     * @param offset where the fault lies, in bytes from the first byte of the message, from 0
     * @param message what is wrong, naming the value found and the limit that it broke
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
     * Tells the kind of the refusal.
     *
     * @return the kind
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Tells where the fault lies.
     *
     * @return bytes from the first byte of the message, from 0; the same however the input was cut
     */
    public int offset() {
        return offset;
    }

    /**
     * Makes the same refusal of a larger message, of which the refused one is a part.
     *
     * @param bytes how many bytes of the larger message lie before the part, 0 or more
     * @return a refusal whose offset is larger by so much; it has the stack trace and the cause of this one
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
