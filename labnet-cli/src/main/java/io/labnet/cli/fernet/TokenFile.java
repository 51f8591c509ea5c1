// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that can be read twice: the file that the user named, or a temporary copy of the input. It has a token and at
 * most a line feed after the token. The copy is no risk, because a token is not secret.
 */
final class TokenFile implements Closeable {
    private final Path path;
    private final boolean temporary;

    private TokenFile(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    static TokenFile of(TokenInput input) throws IOException {
        Path file = input.file();
        if (file != null && Files.isRegularFile(file) && !hasSpaceAround(file)) {
            return new TokenFile(file, false);
        }
        TokenFile copy = new TokenFile(Files.createTempFile("labnet", ".fernet"), true);
        // A read from standard input may block until the process is terminated, and then nothing else deletes the file.
        copy.path.toFile().deleteOnExit();
        try (InputStream in = new BufferedInputStream(input.open());
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy.path))) {
            copyWithoutSpaceAround(in, out);
            return copy;
        } catch (IOException e) {
            copy.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            Files.deleteIfExists(path);
        }
    }

    private static boolean hasSpaceAround(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long end = channel.size() - 1;
            // FernetFiles accepts one line feed after the token, so this one does not count as white space.
            long last = end > 0 && at(channel, end) == '\n' ? end - 1 : end;
            return last >= 0 && (isSpace(at(channel, 0)) || isSpace(at(channel, last)));
        }
    }

    private static int at(FileChannel file, long position) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        return file.read(one, position) == 1 ? one.get(0) & 0xff : -1;
    }

    /**
     * Copies the input without white space at its beginning and end. Copies white space inside the token as one space,
     * so that the decoder refuses the token.
     */
    private static void copyWithoutSpaceAround(InputStream in, OutputStream out) throws IOException {
        boolean begun = false;
        boolean spaceBefore = false;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            if (isSpace(b)) {
                spaceBefore = begun;
            } else {
                if (spaceBefore) {
                    out.write(' ');
                }
                out.write(b);
                begun = true;
                spaceBefore = false;
            }
        }
    }

    private static boolean isSpace(int b) {
        return Character.isWhitespace(b);
    }
}
