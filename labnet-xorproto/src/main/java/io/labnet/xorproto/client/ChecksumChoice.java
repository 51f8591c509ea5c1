// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.client;

import io.labnet.xorproto.ChecksumForm;

/** Which checksum a client speaks. What it hears may have any form. */
public enum ChecksumChoice {
    /** RFC 1071 and, if that may be why the server hangs up or answers {@code FAIL} without any score, byte-swapped on a second connection. */
    AUTO,

    /** {@link ChecksumForm#RFC_1071}. */
    RFC,

    /** {@link ChecksumForm#BYTE_SWAPPED}. */
    SWAPPED
}
