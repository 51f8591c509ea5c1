// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.script;

import org.jspecify.annotations.Nullable;

/** How the messages of a case are sent. */
public enum Delivery {
    /** Each message in one write, and a moment after the one before. */
    WHOLE("sent whole", null),

    /** Each byte in a write of its own; of long messages only the first and the last bytes. */
    BYTES(
            "sent byte by byte",
            "what one call of recv returns is taken for a whole message: read until the message is complete"),

    /** Each message together with the next one, as far as replies need not be read first. */
    GLUED(
            "sent together with the next message",
            "all that one call of recv returns is taken for one message: keep what follows it for the next message");

    private final String words;
    private final @Nullable String likelyCause;

    Delivery(String words, @Nullable String likelyCause) {
        this.words = words;
        this.likelyCause = likelyCause;
    }

    /**
     * Returns the mistake that most programs make if a case fails in this delivery only.
     *
     * @return the mistake in words; {@code null} for whole messages
     */
    public @Nullable String likelyCause() {
        return likelyCause;
    }

    /** {@return the delivery in words, such as {@code sent byte by byte}} */
    @Override
    public String toString() {
        return words;
    }
}
