// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

/** Is told how far the work on a file has come. */
@FunctionalInterface
public interface FernetProgress {
    /**
     * Is called about every 64 KiB, by the thread that does the work. What it throws ends the work and reaches the
     * caller, and nothing is left behind, so this is also the way to stop.
     *
     * @param done how many bytes have been read. Encryption reads all once, decryption twice
     * @param total how many there will be, or -1 if nobody knows: twice the size of the file for decryption. Not smaller
     *     than {@code done}, unless a file grows while it is read
     */
    void progressed(long done, long total);
}
