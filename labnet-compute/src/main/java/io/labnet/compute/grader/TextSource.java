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

/** A text of any length that is sent: read in pieces, by any number of threads. */
public abstract class TextSource {
    private static final int PIECE_BYTES = 32 * 1024;

    private final String description;
    private final long bytes;
    private final long words;

    private TextSource(String description, long bytes, long words) {
        this.description = description;
        this.bytes = bytes;
        this.words = words;
    }

    /**
     * Takes a text in memory.
     *
     * @param text the text
     * @return the source
     */
    public static TextSource of(String text) {
        ByteBuffer all = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
        WordCounter counter = new WordCounter(WordCounter.Rule.RUNS);
        counter.add(all.duplicate());
        return new TextSource("'" + text + "'", all.limit(), counter.words()) {
            @Override
            ByteBuffer read(long from) {
                return all.slice((int) from, (int) Math.min(PIECE_BYTES, all.limit() - from));
            }
        };
    }

    /**
     * Opens a file, which is read once to count its words, must not change after that, and stays open.
     *
     * @param file a regular file
     * @return the source
     * @throws IOException if it cannot be read, or read only once
     */
    public static TextSource of(Path file) throws IOException {
        if (Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
            throw new IOException("it is a pipe or a device, which cannot be read twice");
        }
        FileChannel channel = FileChannel.open(file);
        WordCounter counter = new WordCounter(WordCounter.Rule.RUNS);
        long bytes = 0;
        for (ByteBuffer piece = read(channel, 0); piece.hasRemaining(); piece = read(channel, bytes)) {
            bytes += piece.remaining();
            counter.add(piece);
        }
        return new TextSource("the text of " + file, bytes, counter.words()) {
            @Override
            ByteBuffer read(long from) throws IOException {
                return TextSource.read(channel, from);
            }
        };
    }

    /** Tells what it is, for a report. */
    final String description() {
        return description;
    }

    /** Tells how long the text is. */
    final long bytes() {
        return bytes;
    }

    /** Tells how many words it has. */
    final long words() {
        return words;
    }

    /** Reads the next piece from an offset; an empty one at the end. */
    abstract ByteBuffer read(long from) throws IOException;

    private static ByteBuffer read(FileChannel channel, long from) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
        channel.read(piece, from);
        return piece.flip();
    }
}
