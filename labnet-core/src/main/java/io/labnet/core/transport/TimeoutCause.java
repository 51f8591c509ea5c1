// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

/** What a peer was waited for until its time was over. */
public enum TimeoutCause {
    /** The peer sent no message for the idle limit. */
    SILENCE,
    /** The peer began a message and did not complete it before the message deadline. */
    INCOMPLETE_MESSAGE,
    /** The peer took nothing of what it was sent, for the idle limit or {@link ServerOptions#stall}, whichever is longer. */
    UNTAKEN_OUTPUT
}
