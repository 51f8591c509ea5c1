// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.WordCounter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A text of any length to send; any number of threads may read it in pieces. */
public final class TextSource {
    private static final int PIECE_BYTES = 32 * 1024;

    /** Reads the piece at an offset, which is empty at the end. */
    private interface Reader {
        ByteBuffer read(long from) throws IOException;
    }

    /** The description for a report. */
    final String description;

    final long bytes;
    final long words;
    private final Reader reader;

    private TextSource(String description, Reader reader) throws IOException {
        this.description = description;
        this.reader = reader;
        WordCounter counter = new WordCounter(WordCounter.Rule.RUNS);
        long length = 0;
        for (ByteBuffer piece = reader.read(0); piece.hasRemaining(); piece = reader.read(length)) {
            length += piece.remaining();
            counter.add(piece);
        }
        this.bytes = length;
        this.words = counter.words();
    }

    /**
     * Returns a source for a text in memory.
     *
     * @param text the text
     * @return the source
     */
    public static TextSource of(String text) {
        ByteBuffer all = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
        try {
            return new TextSource(
                    "'" + text + "'", from -> all.slice((int) from, (int) Math.min(PIECE_BYTES, all.limit() - from)));
        } catch (IOException e) {
            throw new AssertionError("memory can always be read", e);
        }
    }

    /**
     * Opens a file, counts its words, and keeps it open. The file must not change afterwards.
     *
     * @param file a regular file
     * @return the source
     * @throws IOException if the file cannot be read, or cannot be read twice
     */
    public static TextSource of(Path file) throws IOException {
        if (Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
            throw new IOException("it is a pipe or a device, which cannot be read twice");
        }
        FileChannel channel = FileChannel.open(file);
        return new TextSource("the text of " + file, from -> {
            ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
            channel.read(piece, from);
            return piece.flip();
        });
    }

    /** Reads the piece at an offset, which is empty at the end. */
    ByteBuffer read(long from) throws IOException {
        return reader.read(from);
    }
}
