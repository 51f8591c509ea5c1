// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

/** What the server was waiting for when a timeout expired. */
public enum TimeoutCause {
    /** The peer sent no message within the idle timeout. */
    SILENCE,
    /** The peer began a message but did not complete it before the message deadline. */
    INCOMPLETE_MESSAGE,
    /** The peer sent a message more slowly than {@link ServerOptions#minimumRate}. */
    SLOW_MESSAGE,
    /** The peer read no output within the longer of the idle timeout and {@link ServerOptions#stallTimeout}. */
    UNREAD_OUTPUT
}
