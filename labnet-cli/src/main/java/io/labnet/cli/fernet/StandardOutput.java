// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.process.UnwrittenOutputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Standard output that throws when a write fails, for example on a full disk. {@link System#out} does not. */
final class StandardOutput extends OutputStream {
    /** The file or device that standard output leads to, on systems that have such a name for it. */
    static final Path DEVICE = Path.of("/dev/stdout");

    @Override
    public void write(int b) throws IOException {
        System.out.write(b);
        flush();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        System.out.write(bytes, offset, length);
        flush();
    }

    @Override
    public void flush() throws IOException {
        if (System.out.checkError()) {
            throw new UnwrittenOutputException();
        }
    }

    /** Writes a line that ends in a line feed, on every system. */
    static void println(String line) throws IOException {
        System.out.print(line + '\n');
        new StandardOutput().flush();
    }
}
