// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

/** When a {@link Session} wants to hear its peer. */
public enum ReadPolicy {
    /**
     * Unless the peer is behind in taking what was said to it: then it is told nothing more until the peer has taken
     * enough, so that one that never reads costs little. What nearly every session wants.
     */
    UNLESS_BEHIND,

    /**
     * Also when the peer is behind, because peers answer while they are still being sent to. Such a session bounds by
     * itself what it says, with {@link Session#drained}.
     */
    ALWAYS,

    /** Not now: it is in the middle of a long answer, and what the peer sends next has to wait for its end. */
    NOT_NOW
}
