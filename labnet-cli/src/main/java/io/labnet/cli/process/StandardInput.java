// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard input, if it is open. */
public final class StandardInput {
    private StandardInput() {}

    /**
     * Returns standard input, after checking that it is open. If a program is started with standard input closed, the
     * first file that the JVM opens gets descriptor 0, and {@link System#in} would read that file.
     *
     * @return the shared stream; do not close it
     * @throws IOException if standard input was closed from the start; detected only on systems with {@code /proc}
     */
    public static InputStream open() throws IOException {
        Path open;
        try {
            open = Files.readSymbolicLink(Path.of("/proc/self/fd/0"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return System.in;
        }
        if (open.startsWith(Path.of(System.getProperty("java.home")).toRealPath())) {
            throw new IOException("it is closed");
        }
        return System.in;
    }

    /**
     * Returns standard input for a thread that may be interrupted while it waits.
     *
     * @return the stream, for one reader, who need not close it; throws {@link java.io.InterruptedIOException} if the
     *     reader is interrupted
     * @throws IOException as {@link #open} does
     */
    public static InputStream openInterruptibly() throws IOException {
        return InterruptibleInput.of(open());
    }
}
