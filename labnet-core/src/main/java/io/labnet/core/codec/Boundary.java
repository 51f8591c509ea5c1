// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

/** What is known about the input after the bytes that a {@link Decoder} receives. */
public enum Boundary {
    /** More bytes may follow at any time. */
    MORE,

    /**
     * The sender has paused: nothing more arrived for the
     * {@linkplain io.labnet.core.transport.ServerOptions#quiet quiet time}. More may follow later.
     */
    PAUSE,

    /** The bytes are all the bytes of a frame, such as a datagram or an array: no more bytes of this frame follow. */
    FRAME,

    /** The sender has ended its output: nothing follows. */
    END
}
