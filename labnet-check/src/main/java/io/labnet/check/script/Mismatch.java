// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.script;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A program did something else than what a step expects. */
public final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final byte[] bytes;
    private final int offset;
    private final @Nullable String cause;

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
        super(came);
        this.expected = Objects.requireNonNull(expected, "expected");
        this.bytes = bytes.clone();
        this.offset = Objects.checkIndex(offset, bytes.length + 1);
        this.cause = cause;
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
}
