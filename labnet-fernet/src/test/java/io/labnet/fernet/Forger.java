// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes tokens that {@link Fernet} would never make, with valid MACs and independent code, like an attacker who has the
 * key.
 */
record Forger(FernetKey key) {
    private static final byte[] IV = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    /** Makes a token of any plain text, padded or not, with any timestamp. */
    String token(long timestamp, byte[] padded) throws GeneralSecurityException {
        return signed(0x80, timestamp, encrypted(padded));
    }

    /** Makes a token of any fields, with a valid MAC. */
    String signed(int version, long timestamp, byte[] ciphertext) throws GeneralSecurityException {
        ByteBuffer body = ByteBuffer.allocate(25 + ciphertext.length);
        body.put((byte) version).putLong(timestamp).put(IV).put(ciphertext);
        return signed(body.array());
    }

    /** Makes a text of any bytes, followed by a valid MAC of them. */
    String signed(byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.signingKey(), "HmacSHA256"));
        byte[] token = new byte[body.length + 32];
        System.arraycopy(body, 0, token, 0, body.length);
        System.arraycopy(mac.doFinal(body), 0, token, body.length, 32);
        return Base64.getUrlEncoder().encodeToString(token);
    }

    /** Opens a token with the JDK's own padding, and looks at nothing but its ciphertext. */
    Optional<byte[]> opened(String token) throws GeneralSecurityException {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key.encryptionKey(), "AES"), new IvParameterSpec(IV));
        try {
            return Optional.of(cipher.doFinal(bytes, 25, bytes.length - 57));
        } catch (BadPaddingException wrong) {
            return Optional.empty();
        }
    }

    private byte[] encrypted(byte[] padded) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.encryptionKey(), "AES"), new IvParameterSpec(IV));
        return cipher.doFinal(padded);
    }
}
