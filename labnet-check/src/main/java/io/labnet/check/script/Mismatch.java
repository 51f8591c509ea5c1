// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.script;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A program did something else than what a step expects. */
public final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;

    /** What was expected. */
    private final String expected;

    /** The bytes that came. */
    private final byte[] bytes;

    /** The first byte that differs. */
    private final int offset;

    /** The known mistake, if any. */
    private final @Nullable String cause;

    /** The broken rule, if it is not that of the case. */
    private final @Nullable String rule;

    /**
     * Creates a mismatch about bytes.
     *
     * @param expected what was expected
     * @param came what came instead, in words
     * @param bytes the bytes that came, possibly none; copied
     * @param offset the first byte that differs, from 0 to the number of bytes
     * @param cause the known mistake that this looks like; {@code null} if it looks like none
     */
    public Mismatch(String expected, String came, byte[] bytes, int offset, @Nullable String cause) {
        this(expected, came, bytes, offset, cause, null);
    }

    private Mismatch(
            String expected, String came, byte[] bytes, int offset, @Nullable String cause, @Nullable String rule) {
        super(came);
        this.expected = Objects.requireNonNull(expected, "expected");
        this.bytes = bytes.clone();
        this.offset = Objects.checkIndex(offset, bytes.length + 1);
        this.cause = cause;
        this.rule = rule;
    }

    /**
     * Creates a mismatch about something else than bytes, such as an exit status.
     *
     * @param expected what was expected
     * @param came what came instead, in words
     */
    public Mismatch(String expected, String came) {
        this(expected, came, new byte[0], 0, null);
    }

    /**
     * Names the broken rule, if it is known better than by the case and by the messages alone.
     *
     * @param broken the number of the rule, such as {@code xor-3.2}
     * @return the changed mismatch
     */
    public Mismatch breaking(String broken) {
        return new Mismatch(expected, came(), bytes, offset, cause, Objects.requireNonNull(broken, "broken"));
    }

    /** {@return what was expected} */
    public String expected() {
        return expected;
    }

    /** {@return what came instead, in words} */
    public String came() {
        return String.valueOf(getMessage());
    }

    /** {@return the bytes that came, possibly none} */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@return the index of the first byte that differs} */
    public int offset() {
        return offset;
    }

    /** {@return the known mistake that this looks like; {@code null} if it looks like none} */
    public @Nullable String likelyCause() {
        return cause;
    }

    /** {@return the number of the broken rule; {@code null} if the case, or the first wrong message, tells it} */
    public @Nullable String rule() {
        return rule;
    }
}
