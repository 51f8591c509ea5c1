// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.ObjectPool;
import io.labnet.fernet.internal.TokenFormat;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The primitives of the JDK's security providers. Ciphers are pooled with their expanded keys, because for a short
 * message, lookup and key expansion take far longer than encryption.
 */
final class JdkCryptoEngine implements CryptoEngine {
    /**
     * The codec does the padding, because padding may be checked only after the MAC, and wrong padding must not throw
     * an exception.
     */
    private static final String TRANSFORMATION = "AES/CBC/NoPadding";

    private final SecretKeySpec encryptionKey;
    private final HmacSha256 hmac;
    private final ObjectPool<Cipher> idleCiphers = new ObjectPool<>();

    JdkCryptoEngine(FernetKey key) {
        byte[] secret = key.encryptionKey();
        encryptionKey = new SecretKeySpec(secret, "AES");
        Arrays.fill(secret, (byte) 0);
        byte[] signingKey = key.signingKey();
        hmac = new HmacSha256(signingKey);
        Arrays.fill(signingKey, (byte) 0);
    }

    @Override
    public void encrypt(byte[] source, int at, byte[] bytes, int from, int to) {
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, bytes, from);
            int done = inPieces(cipher, source, at, to - from, bytes, from);
            cipher.doFinal(source, at + done, to - from - done, bytes, from + done);
            idleCiphers.put(cipher);
        } catch (GeneralSecurityException impossible) {
            throw unsupported(impossible);
        }
    }

    @Override
    public void decrypt(byte[] bytes, int from, int to, byte[] out) {
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, bytes, from);
            int done = inPieces(cipher, bytes, from, to - from, out, 0);
            cipher.doFinal(bytes, from + done, to - from - done, out, done);
            idleCiphers.put(cipher);
        } catch (GeneralSecurityException impossible) {
            throw unsupported(impossible);
        }
    }

    @Override
    public RunningMac beginMac() {
        return hmac.begin();
    }

    /** Processes all pieces except the last one, and returns the number of processed bytes. */
    private static int inPieces(Cipher cipher, byte[] source, int at, int length, byte[] target, int from)
            throws GeneralSecurityException {
        int done = 0;
        while (length - done > HmacSha256.PIECE_BYTES) {
            done += cipher.update(source, at + done, HmacSha256.PIECE_BYTES, target, from + done);
        }
        return done;
    }

    private Cipher cipher(int mode, byte[] bytes, int from) throws GeneralSecurityException {
        Cipher idle = idleCiphers.take();
        Cipher cipher = idle != null ? idle : Cipher.getInstance(TRANSFORMATION);
        int ivAt = from - TokenFormat.BLOCK_BYTES;
        cipher.init(mode, encryptionKey, new IvParameterSpec(bytes, ivAt, TokenFormat.BLOCK_BYTES));
        return cipher;
    }

    private static IllegalStateException unsupported(GeneralSecurityException cause) {
        return new IllegalStateException(
                "this Java does not support " + TRANSFORMATION + ", which every Java must", cause);
    }
}
