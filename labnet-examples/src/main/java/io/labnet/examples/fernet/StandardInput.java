// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.fernet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard input, as far as there is one. */
final class StandardInput {
    private StandardInput() {}

    /**
     * Gives standard input. Where a program is started with none, the first file that is opened gets its number, and
     * that is one of the JVM's own: {@link System#in} reads it as if somebody had asked for that.
     *
     * @throws IOException if standard input was closed from the beginning, where the system tells
     */
    static InputStream open() throws IOException {
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
}
