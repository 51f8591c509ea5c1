// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.script;

/** How the messages of a case are sent. */
public enum Delivery {
    /** Each message in one write, and a moment after the one before. */
    WHOLE("sent whole"),

    /** Each byte in a write of its own; of long messages only the first and the last bytes. */
    BYTES("sent byte by byte"),

    /** Each message together with the next one, as far as replies need not be read first. */
    GLUED("sent together with the next message");

    private final String words;

    Delivery(String words) {
        this.words = words;
    }

    /** {@return the delivery in words, such as {@code sent byte by byte}} */
    @Override
    public String toString() {
        return words;
    }
}
