// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.TokenFormat;
import java.io.IOException;
import java.util.Arrays;

/**
 * One pass over a token that comes in pieces: parts header, ciphertext and MAC, and refuses what has not the form of a
 * token. Whether the MAC fits is for others to say.
 */
final class TokenScan {
    private static final int BLOCK_BYTES = TokenFormat.BLOCK_BYTES;
    private static final int MAC_BYTES = TokenFormat.MAC_BYTES;

    /** Who sees the parts of a token as they pass. */
    interface Visitor {
        /** Sees the header: version, timestamp and initialization vector, in the first 25 bytes of an array. */
        void header(byte[] bytes) throws IOException;

        /** Sees whole blocks of ciphertext; before {@code from} stands the block or the vector they are chained to. */
        void blocks(byte[] bytes, int from, int to) throws IOException;
    }

    private final Visitor visitor;

    /** What is not yet known to come before the MAC, behind the block that was seen last. */
    private byte[] held = new byte[0];

    /** Where in it the next block begins; 0 as long as the header is not complete. */
    private int next;

    private boolean hasBlocks;

    private TokenScan(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Passes over a whole text, and returns the MAC at its end. */
    static byte[] over(TokenFileText text, Visitor visitor) throws IOException {
        TokenScan scan = new TokenScan(visitor);
        for (byte[] piece = text.next(); piece != null; piece = text.next()) {
            scan.take(piece);
        }
        return scan.mac();
    }

    private void take(byte[] piece) throws IOException {
        byte[] bytes = new byte[held.length + piece.length];
        System.arraycopy(held, 0, bytes, 0, held.length);
        System.arraycopy(piece, 0, bytes, held.length, piece.length);
        if (next == 0 && bytes.length >= TokenFormat.CIPHERTEXT_AT) {
            requireForm((bytes[0] & 0xff) == TokenFormat.VERSION);
            visitor.header(bytes);
            next = TokenFormat.CIPHERTEXT_AT;
        }
        int whole = (bytes.length - next - MAC_BYTES) / BLOCK_BYTES * BLOCK_BYTES;
        if (next > 0 && whole > 0) {
            visitor.blocks(bytes, next, next + whole);
            next += whole;
            hasBlocks = true;
        }
        int kept = Math.max(0, next - BLOCK_BYTES);
        held = Arrays.copyOfRange(bytes, kept, bytes.length);
        next -= kept;
    }

    private byte[] mac() {
        requireForm(hasBlocks && held.length - next == MAC_BYTES);
        return Arrays.copyOfRange(held, next, held.length);
    }

    private static void requireForm(boolean fits) {
        if (!fits) {
            throw FernetException.invalid();
        }
    }
}
