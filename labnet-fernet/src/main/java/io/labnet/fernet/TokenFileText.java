// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.TokenText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The text of a file, read from its beginning to its end, piece by piece. What is no text of a token is refused. */
final class TokenFileText {
    /** Whole quanta of four characters. */
    private static final int PIECE_LENGTH = 64 << 10;

    private final FileChannel file;
    private final TokenText.Pieces pieces;
    private final long length;
    private final long ignored;
    private final LongConsumer taken;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE_LENGTH);
    private long position;

    /**
     * Begins to read.
     *
     * @param maxLength what no text may be longer than
     * @param taken is told after each piece how many characters were read in all
     */
    TokenFileText(FileChannel file, TokenText form, long maxLength, LongConsumer taken) throws IOException {
        this.file = file;
        this.pieces = form.pieces();
        long size = file.size();
        this.length = form == TokenText.STRICT ? lengthBeforeLineFeed(file, size) : size;
        this.ignored = size - length;
        this.taken = taken;
        if (length > maxLength) {
            throw FernetException.invalid();
        }
    }

    /** One line feed at the end belongs to the file and not to the text: most editors and shells put it there. */
    private static long lengthBeforeLineFeed(FileChannel file, long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return size > 0 && file.read(last, size - 1) == 1 && last.get(0) == '\n' ? size - 1 : size;
    }

    /** Returns the bytes of the next piece, or {@code null} at the end. */
    byte @Nullable [] next() throws IOException {
        if (position == length) {
            return null;
        }
        piece.clear().limit((int) Math.min(PIECE_LENGTH, length - position));
        while (piece.hasRemaining()) {
            int read = file.read(piece, position);
            if (read < 0) {
                // Somebody makes the file shorter while it is read.
                throw FernetException.invalid();
            }
            position += read;
        }
        // The line feed that is left out counts as read with the end, so that the work is done when all is told to be.
        taken.accept(position == length ? length + ignored : position);
        try {
            return pieces.read(Arrays.copyOf(piece.array(), piece.limit()), position == length);
        } catch (IllegalArgumentException malformed) {
            throw FernetException.invalid();
        }
    }
}
