// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

/** When a {@link Session} receives messages from its peer. */
public enum ReadPolicy {
    /**
     * Unless the peer is slow to read: while too much output is unsent, input waits, so that a peer that never reads
     * costs little memory. Nearly every session wants this.
     */
    UNLESS_BEHIND,

    /**
     * Even while much output is unsent, because the peer replies before it has read everything. Such a session must
     * bound its own output, with {@link Session#drained}.
     */
    ALWAYS,

    /** Not now: the session is in the middle of a long reply, and the peer's next message waits for its end. */
    NOT_NOW
}
