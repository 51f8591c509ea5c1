// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

/** When a {@link Session} receives messages from its peer. */
public enum ReadPolicy {
    /**
     * Messages are received unless too much output is unsent, so that a peer that never reads costs little memory. This
     * is the default, and right for nearly every session.
     */
    UNLESS_BEHIND,

    /**
     * Messages are received even while much output is unsent, for a session whose peer replies before it has read all
     * of that output. The session must bound its output itself, with {@link Session#drained}.
     */
    ALWAYS,

    /**
     * No message is received now: the session is sending a long reply, and the next message waits until the reply is
     * complete.
     */
    NOT_NOW
}
