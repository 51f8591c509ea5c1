// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import io.labnet.core.rule.KnownMistakes;
import io.labnet.core.rule.Rule;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when bytes are not a valid message of a protocol. This is the only exception that a {@link Decoder} throws,
 * and it ends the conversation, because the start of the next message is unknown. A recoverable mistake, such as the
 * choice of a name that is taken, is not an exception: the message is valid, and the session answers it.
 *
 * <p>{@link #getMessage} contains all that a person needs: what is wrong, the likely cause if the mistake is a known
 * one, and the number of the broken rule. An example is {@code the flag is 256 ...; likely cause: ... (xor-1.2)}.
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

    /** What is wrong, without the likely cause and the rule's number. */
    private final String problem;

    /** The broken rule; {@code null} if the protocol has no numbered rules, or if this exception was deserialized. */
    private final transient @Nullable Rule rule;

    /** The known mistake that the bytes look like; {@code null} if none is recognized. */
    private final @Nullable String likelyCause;

    /**
     * Creates an exception that names no rule.
     *
     * @param reason the kind of the refusal
     * @param offset the position of the error, in bytes from the first byte of the message
     * @param message what is wrong, with the invalid value and the limit that it exceeds
     * @throws IllegalArgumentException if the offset is negative
     */
    public ProtocolException(Reason reason, int offset, String message) {
        this(null, reason, offset, message, null);
    }

    /**
     * Creates an exception that names the broken rule.
     *
     * @param rule the rule
     * @param reason the kind of the refusal
     * @param offset the position of the error, in bytes from the first byte of the message
     * @param message what is wrong, with the invalid value and the limit that this value exceeds
     * @throws IllegalArgumentException if the offset is negative
     */
    public ProtocolException(Rule rule, Reason reason, int offset, String message) {
        this(Objects.requireNonNull(rule, "rule"), reason, offset, message, null);
    }

    private ProtocolException(
            @Nullable Rule rule, Reason reason, int offset, String problem, @Nullable String likelyCause) {
        super(message(rule, Objects.requireNonNull(problem, "message"), likelyCause));
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset + " is negative");
        }
        this.reason = Objects.requireNonNull(reason, "reason");
        this.offset = offset;
        this.problem = problem;
        this.rule = rule;
        this.likelyCause = likelyCause;
    }

    private static String message(@Nullable Rule rule, String problem, @Nullable String likelyCause) {
        if (rule != null) {
            return rule.cited(problem, likelyCause);
        }
        return likelyCause == null ? problem : problem + "; likely cause: " + likelyCause;
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
     * @return the number of bytes from the first byte of the message, however the input was split into buffers
     */
    public int offset() {
        return offset;
    }

    /**
     * Returns the broken rule.
     *
     * @return the rule; {@code null} if the protocol has no numbered rules, or if this exception was deserialized
     */
    public @Nullable Rule rule() {
        return rule;
    }

    /**
     * Returns why the sender may have sent these bytes.
     *
     * @return the known mistake that the bytes look like; {@code null} if none is recognized
     */
    public @Nullable String likelyCause() {
        return likelyCause;
    }

    /**
     * Returns a copy with a likely cause.
     *
     * @param mistake the known mistake that the bytes look like, as a phrase; {@code null} if none is recognized
     * @return an exception with the stack trace and the cause of this exception
     */
    public ProtocolException withLikelyCause(@Nullable String mistake) {
        return Objects.equals(mistake, likelyCause) ? this : copy(rule, offset, mistake);
    }

    /**
     * Returns a copy whose likely cause is the mistake that a table finds. If the table names a rule that this mistake
     * breaks, the copy names that rule.
     *
     * @param mistakes the table
     * @param bytes the refused bytes, from position to limit; not changed
     * @return an exception with the stack trace and the cause of this exception; this exception itself if the table
     *     finds nothing
     */
    public ProtocolException explainedBy(KnownMistakes mistakes, ByteBuffer bytes) {
        KnownMistakes.Mistake mistake = mistakes.find(bytes);
        return mistake == null ? this : copy(mistake.rule() == null ? rule : mistake.rule(), offset, mistake.cause());
    }

    /**
     * Returns a copy that names the broken rule. Used by a decoder that calls another decoder, whose exceptions name no
     * rule.
     *
     * @param broken the rule
     * @return an exception with the stack trace and the cause of this exception
     */
    public ProtocolException withRule(Rule broken) {
        return copy(Objects.requireNonNull(broken, "broken"), offset, likelyCause);
    }

    /**
     * Returns a copy whose offset counts from the first byte of a larger message, which contains the refused one.
     *
     * @param bytes the number of bytes of the larger message before the refused part, 0 or more
     * @return an exception whose offset is larger by {@code bytes}, with the stack trace and the cause of this
     *     exception
     * @throws IllegalArgumentException if {@code bytes} is negative
     * @throws ArithmeticException if the offset would exceed {@link Integer#MAX_VALUE}
     */
    public ProtocolException movedBy(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a message can't have " + bytes + " bytes before its part");
        }
        return copy(rule, Math.addExact(offset, bytes), likelyCause);
    }

    private ProtocolException copy(@Nullable Rule broken, int position, @Nullable String mistake) {
        ProtocolException copy = new ProtocolException(broken, reason, position, problem, mistake);
        copy.setStackTrace(getStackTrace());
        if (getCause() != null) {
            copy.initCause(getCause());
        }
        return copy;
    }
}
