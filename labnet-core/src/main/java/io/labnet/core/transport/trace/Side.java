// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

/** One of the two ends of a connection. */
public enum Side {
    /** The side that connected. */
    CLIENT,

    /** The side that accepted the connection. */
    SERVER;

    /** {@return the other side} */
    public Side other() {
        return this == CLIENT ? SERVER : CLIENT;
    }

    /** {@return {@code client} or {@code server}} */
    @Override
    public String toString() {
        return this == CLIENT ? "client" : "server";
    }
}
