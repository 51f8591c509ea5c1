// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** A text in a file. The file is read again for each client, so a large text takes no memory. */
public final class FileText implements XorText, AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final long length;

    private FileText(Path file, FileChannel channel, long length) {
        this.file = file;
        this.channel = channel;
        this.length = length;
    }

    /**
     * {@return the text in a file; the caller must close it}
     *
     * @param file the file, of any size
     * @throws IOException if the file can't be read; the message is one line for the user
     */
    public static FileText open(Path file) throws IOException {
        try {
            if (Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
                throw new IOException("it is a pipe or a device, and has no length");
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            FileText text = new FileText(file, channel, channel.size());
            text.read(0, new byte[1], 0, (int) Math.min(1, text.length));
            return text;
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new IOException(file + ": it cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void read(long position, byte[] into, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
        for (long at = position; buffer.hasRemaining(); ) {
            int count = channel.read(buffer, at);
            if (count < 0) {
                throw new EOFException(file + " has become shorter than " + this.length + " bytes");
            }
            at += count;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
