// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.Base64Writer;
import io.labnet.fernet.internal.Pkcs7;
import io.labnet.fernet.internal.TokenFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Writes one token of any size to a stream with a fixed-size buffer. */
final class TokenWriter {
    /** A multiple of the block size, so that only the last piece is padded. */
    private static final int PIECE_BYTES = 48 << 10;

    private static final int PIECE_AT = TokenFormat.BLOCK_BYTES;

    private final TokenCipher cipher;
    private final CryptoEngine engine;
    private final CryptoEngine.RunningMac mac;
    private final Base64Writer out;

    /** Contains the initialization vector or the preceding ciphertext block, followed by the piece. */
    private final byte[] piece = new byte[PIECE_AT + PIECE_BYTES];

    TokenWriter(TokenCipher cipher, OutputStream out) {
        this.cipher = cipher;
        this.engine = cipher.keys().engine(0);
        this.mac = engine.beginMac();
        this.out = new Base64Writer(out);
    }

    /**
     * Writes the whole token.
     *
     * @param taken receives, before each piece is encrypted, the total number of bytes read
     */
    void write(InputStream plaintext, LongConsumer taken) throws IOException {
        writeHeader();
        long total = 0;
        int length;
        do {
            length = readPiece(plaintext);
            total += length;
            taken.accept(total);
            writePiece(length);
        } while (length == PIECE_BYTES);
        out.write(mac.finish(), 0, TokenFormat.MAC_BYTES);
        out.finish();
    }

    /**
     * Fills the piece, up to the end of the stream. Does not use {@link InputStream#readNBytes(byte[], int, int)},
     * because an override may return fewer bytes before the end, which would truncate the message. For example, a
     * subclass of {@link java.io.ByteArrayInputStream} inherits an override that makes a single read.
     */
    private int readPiece(InputStream plaintext) throws IOException {
        int length = 0;
        while (length < PIECE_BYTES) {
            int read = plaintext.read(piece, PIECE_AT + length, PIECE_BYTES - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        return length;
    }

    private void writeHeader() throws IOException {
        byte[] header = TokenFormat.begin(0);
        cipher.writeHeader(header, cipher.lifetime().now());
        System.arraycopy(header, TokenFormat.IV_AT, piece, 0, PIECE_AT);
        writeBody(header, 0, TokenFormat.CIPHERTEXT_AT);
    }

    /** Pads the piece if it is not full, because it is then the last one, possibly empty. */
    private void writePiece(int length) throws IOException {
        int to = PIECE_AT + PIECE_BYTES;
        if (length < PIECE_BYTES) {
            to = PIECE_AT + Pkcs7.paddedLength(length);
            Pkcs7.pad(piece, PIECE_AT + length, to);
        }
        engine.encrypt(piece, PIECE_AT, to);
        writeBody(piece, PIECE_AT, to);
        System.arraycopy(piece, to - TokenFormat.BLOCK_BYTES, piece, 0, PIECE_AT);
    }

    private void writeBody(byte[] bytes, int from, int to) throws IOException {
        mac.update(bytes, from, to);
        out.write(bytes, from, to);
    }
}
