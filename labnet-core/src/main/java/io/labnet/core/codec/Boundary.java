// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

/**
 * What is known about the future of the input, told to a {@link Decoder} with the bytes received so far.
 */
public enum Boundary {
    /** More bytes may follow at any time. */
    MORE,

    /** The sender has paused: nothing more arrived for the quiet time. More may follow later. */
    PAUSE,

    /** The bytes are a whole frame, such as a datagram or an array: nothing that belongs to them follows. */
    FRAME,

    /** The sender has ended its output: nothing follows. */
    END
}
