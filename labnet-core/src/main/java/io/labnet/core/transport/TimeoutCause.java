// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

/** What the server was waiting for when a timeout expired. */
public enum TimeoutCause {
    /** The peer sent no message within the idle timeout. */
    SILENCE,
    /** The peer began a message but did not complete it before the message deadline. */
    INCOMPLETE_MESSAGE,
    /** The peer read none of its output within the idle timeout or {@link ServerOptions#stallTimeout}, whichever is longer. */
    UNREAD_OUTPUT
}
