// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.client;

import io.labnet.xorproto.ChecksumForm;

/** The form of the checksums that a client sends. A client accepts every form. */
public enum ChecksumChoice {
    /**
     * RFC 1071 first. If the server then closes the connection, or replies {@code FAIL} without any score, the client
     * tries again on a second connection, with byte-swapped checksums.
     */
    AUTO,

    /** {@link ChecksumForm#RFC_1071}. */
    RFC,

    /** {@link ChecksumForm#BYTE_SWAPPED}. */
    SWAPPED
}
