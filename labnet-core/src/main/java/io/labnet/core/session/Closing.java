// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

/** Whether and how a {@link ByteSession} wants its connection closed. */
public enum Closing {
    /** It goes on. */
    NO,

    /**
     * Once all its bytes have left: shut down the output, read and discard for a bounded time and amount, close. A
     * connection that is closed with input unread is reset, which destroys the reply on its way.
     */
    FINISH,

    /** At once, by a reset where the transport has one. */
    ABORT
}
