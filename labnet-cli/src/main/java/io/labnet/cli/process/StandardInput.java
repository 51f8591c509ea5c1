// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard input, if there is one. */
public final class StandardInput {
    private StandardInput() {}

    /**
     * Returns standard input. If a program is started without it, the first opened file gets its descriptor; that is a
     * file of the JVM, which {@link System#in} would then read.
     *
     * @return the shared stream; do not close it
     * @throws IOException if standard input was closed from the start, on systems that show this
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
     * @return the stream, which throws {@link java.io.InterruptedIOException} on an interrupt; for one reader, which
     *     need not close it
     * @throws IOException as {@link #open} does
     */
    public static InputStream openInterruptibly() throws IOException {
        return InterruptibleInput.of(open());
    }
}
