// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Standard output or error, which reports failed writes. A {@link java.io.PrintStream} reports them too, but its
 * {@code checkError} blocks while a thread is blocked in a write. A closed pipe, as after {@code head}, is not a
 * failure.
 */
public final class StandardStream extends OutputStream {
    /** Systems report a closed pipe in different words, but all of them contain "pipe". */
    private static final Pattern CLOSED_PIPE = Pattern.compile("\\bpipe\\b", Pattern.CASE_INSENSITIVE);

    private final OutputStream target;
    private volatile boolean failed;
    private volatile boolean unread;

    public StandardStream(FileDescriptor descriptor) {
        this(new FileOutputStream(descriptor));
    }

    public StandardStream(OutputStream target) {
        this.target = target;
    }

    /** Returns whether a write failed for another reason than a closed pipe. */
    public boolean hasFailed() {
        return failed;
    }

    /** Returns whether the reader has closed the pipe. */
    public boolean isUnread() {
        return unread;
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
            String reason = Objects.requireNonNullElse(e.getMessage(), "");
            unread = CLOSED_PIPE.matcher(reason).find();
            failed |= !unread;
            throw e;
        }
    }
}
