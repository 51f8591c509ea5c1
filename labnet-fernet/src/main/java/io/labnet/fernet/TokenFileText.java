// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.TokenText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the token text of a file from beginning to end, piece by piece, and refuses malformed text. */
final class TokenFileText {
    /** A multiple of four characters, the size of a base64 quantum. */
    private static final int PIECE_LENGTH = 64 << 10;

    private final FileChannel file;
    private final TokenText.Pieces pieces;
    private final long length;
    private final long ignored;
    private final LongConsumer taken;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE_LENGTH);
    private long position;

    /**
     * Opens the text.
     *
     * @param maxLength the maximum length of the text in characters
     * @param taken receives, after each piece, the total number of characters read
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

    /** Excludes one line feed at the end, because most editors and shells add one. */
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
                // The file became shorter while it was read.
                throw FernetException.invalid();
            }
            position += read;
        }
        // With the last piece, the skipped line feed counts as read, so that the progress reaches the total.
        taken.accept(position == length ? length + ignored : position);
        try {
            return pieces.read(Arrays.copyOf(piece.array(), piece.limit()), position == length);
        } catch (IllegalArgumentException malformed) {
            throw FernetException.invalid();
        }
    }
}
