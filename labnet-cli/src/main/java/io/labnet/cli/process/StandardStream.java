// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Standard output or error, which knows whether all that was written has left. A {@link java.io.PrintStream} knows it
 * too, but tells nobody while somebody waits in it for a reader. A reader that has seen enough, as {@code head} has, is
 * no failure.
 */
public final class StandardStream extends OutputStream {
    /** The system's words for it differ, but all of them name the pipe. */
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

    /** Tells whether something could not be written although somebody may read it. */
    public boolean hasFailed() {
        return failed;
    }

    /** Tells whether its reader is gone. */
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
