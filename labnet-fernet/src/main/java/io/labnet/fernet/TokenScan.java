// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.TokenFormat;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One pass over a token that comes in pieces: parts header, ciphertext and MAC, refuses what has not the form of a token,
 * and computes the MAC under every key at once.
 */
final class TokenScan {
    private static final int BLOCK_BYTES = TokenFormat.BLOCK_BYTES;
    private static final int MAC_BYTES = TokenFormat.MAC_BYTES;

    /** Who sees the ciphertext as it passes. */
    interface Visitor {
        /** Sees whole blocks; before {@code from} stands the block or the vector they are chained to. */
        void blocks(byte[] bytes, int from, int to) throws IOException;
    }

    private final CryptoEngine.RunningMac[] macs;
    private final Visitor visitor;
    private long timestamp;

    /** What is not yet known to come before the MAC, behind the block that was seen last. */
    private byte[] held = new byte[0];

    /** Where in it the next block begins; 0 as long as the header is not complete. */
    private int next;

    private boolean hasBlocks;

    /** Passes over a whole text. */
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

    /** Returns the keys that made the MAC, in order. To be asked once. */
    int[] signers() {
        return IntStream.range(0, macs.length)
                .filter(key -> MessageDigest.isEqual(macs[key].finish(), mac()))
                .toArray();
    }
}
