// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output or error, which knows whether all that was written has left. A {@link java.io.PrintStream} knows it
 * too, but tells nobody while somebody waits in it for a reader.
 */
final class StandardStream extends OutputStream {
    private final FileOutputStream target;
    private volatile boolean failed;

    StandardStream(FileDescriptor descriptor) {
        target = new FileOutputStream(descriptor);
    }

    /** Tells whether something could not be written. */
    boolean hasFailed() {
        return failed;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }
}
