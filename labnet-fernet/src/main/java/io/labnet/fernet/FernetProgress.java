// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

/** Receives the progress of work on a file. */
@FunctionalInterface
public interface FernetProgress {
    /**
     * Called about every 64 KiB by the thread that does the work. To cancel the work, throw an exception: it propagates
     * to the caller, and no temporary file is left behind.
     *
     * @param done how many bytes have been read; encryption reads the file once, decryption twice
     * @param total how many bytes will be read, or -1 if unknown; for decryption, twice the size of the file. If known,
     *     it is never less than {@code done}, unless the file grows while it is read
     */
    void progressed(long done, long total);
}
