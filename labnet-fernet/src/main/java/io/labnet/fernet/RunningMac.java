// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

/** An HMAC-SHA256 of bytes that come piece by piece. Used by one thread. */
interface RunningMac {
    void update(byte[] bytes, int from, int to);

    /** Returns the 32 bytes of the MAC, and ends the use of this. */
    byte[] finish();
}
