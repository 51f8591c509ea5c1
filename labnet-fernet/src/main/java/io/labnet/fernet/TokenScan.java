// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.TokenFormat;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A single pass over a token that is read in pieces. Splits it into header, ciphertext and MAC, refuses malformed
 * tokens, and computes the MAC for all keys.
 */
final class TokenScan {
    private static final int BLOCK_BYTES = TokenFormat.BLOCK_BYTES;
    private static final int MAC_BYTES = TokenFormat.MAC_BYTES;

    /** Receives the ciphertext of a scan. */
    interface Visitor {
        /**
         * Receives whole blocks. Before {@code from}, the array contains the preceding block, or the initialization
         * vector if these are the first blocks.
         */
        void blocks(byte[] bytes, int from, int to) throws IOException;
    }

    private final CryptoEngine.RunningMac[] macs;
    private final Visitor visitor;
    private long timestamp;

    /** Contains the last block that was passed to the visitor, followed by the bytes that may belong to the MAC. */
    private byte[] held = new byte[0];

    /** Where the next block begins in {@link #held}; 0 until the header is complete. */
    private int next;

    private boolean hasBlocks;

    /** Scans the whole text. */
    TokenScan(TokenFileText text, List<CryptoEngine> engines, Visitor visitor) throws IOException {
        macs = engines.stream().map(CryptoEngine::beginMac).toArray(CryptoEngine.RunningMac[]::new);
        this.visitor = visitor;
        for (byte[] piece = text.next(); piece != null; piece = text.next()) {
            take(piece);
        }
        requireForm(hasBlocks && held.length - next == MAC_BYTES);
    }

    private void take(byte[] piece) throws IOException {
        byte[] bytes = Arrays.copyOf(held, held.length + piece.length);
        System.arraycopy(piece, 0, bytes, held.length, piece.length);
        if (next == 0 && bytes.length >= TokenFormat.CIPHERTEXT_AT) {
            requireForm((bytes[0] & 0xff) == TokenFormat.VERSION);
            timestamp = TokenFormat.timestamp(bytes);
            next = TokenFormat.CIPHERTEXT_AT;
            updateMacs(bytes, 0, next);
        }
        int whole = (bytes.length - next - MAC_BYTES) / BLOCK_BYTES * BLOCK_BYTES;
        if (next > 0 && whole > 0) {
            updateMacs(bytes, next, next + whole);
            visitor.blocks(bytes, next, next + whole);
            next += whole;
            hasBlocks = true;
        }
        int kept = Math.max(0, next - BLOCK_BYTES);
        held = Arrays.copyOfRange(bytes, kept, bytes.length);
        next -= kept;
    }

    private void updateMacs(byte[] bytes, int from, int to) {
        for (CryptoEngine.RunningMac mac : macs) {
            mac.update(bytes, from, to);
        }
    }

    private static void requireForm(boolean fits) {
        if (!fits) {
            throw FernetException.invalid();
        }
    }

    long timestamp() {
        return timestamp;
    }

    /** Returns the MAC at the end of the token. */
    byte[] mac() {
        return Arrays.copyOfRange(held, next, held.length);
    }

    /** Returns the indexes of the keys whose MAC matches, in order. May be called once only. */
    int[] signers() {
        return IntStream.range(0, macs.length)
                .filter(key -> MessageDigest.isEqual(macs[key].finish(), mac()))
                .toArray();
    }
}
