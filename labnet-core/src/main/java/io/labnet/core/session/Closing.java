// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

/** Whether and how a {@link ByteSession} wants its connection closed. */
public enum Closing {
    /** The connection stays open. */
    NO,

    /**
     * Close in order: write all output, shut down the output, read and discard input for a limited time and up to a
     * limited number of bytes, then close. Closing with unread input would reset the connection and destroy replies in
     * transit.
     */
    FINISH,

    /** Close immediately, with a reset if the transport supports it. */
    ABORT
}
