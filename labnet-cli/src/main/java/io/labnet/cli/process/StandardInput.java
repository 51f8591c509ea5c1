// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard input, as far as there is one. */
public final class StandardInput {
    private StandardInput() {}

    /**
     * Gives standard input. Where a program is started with none, the first file that is opened gets its number, and
     * that is one of the JVM's own: {@link System#in} reads it as if somebody had asked for that.
     *
     * @return the stream; not to be closed by whoever shares it
     * @throws IOException if standard input was closed from the beginning, where the system tells
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
     * Gives standard input to a thread that may be interrupted while nothing comes.
     *
     * @return the stream, whose reader gets a {@link java.io.InterruptedIOException} then; for one reader, which need not
     *     close it
     * @throws IOException as {@link #open} does
     */
    public static InputStream openInterruptibly() throws IOException {
        return InterruptibleInput.of(open());
    }
}
