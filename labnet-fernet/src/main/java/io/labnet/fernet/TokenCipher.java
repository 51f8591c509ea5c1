// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.Pkcs7;
import io.labnet.fernet.internal.TokenFormat;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts messages to tokens and decrypts tokens, as bytes without base64: fields, padding, and the order of the
 * checks. All faults found before the MAC is verified cause the same refusal.
 *
 * @param keys the keys; the first encrypts
 * @param lifetime checks timestamps
 * @param ivs the source of initialization vectors; the length of each vector is checked before it is used
 * @param maxPlaintextBytes the maximum size of a message
 */
record TokenCipher(KeyRing keys, Lifetime lifetime, Supplier<byte[]> ivs, int maxPlaintextBytes) {
    private static final int BLOCK_BYTES = TokenFormat.BLOCK_BYTES;

    /** The message size above which copying the message takes longer than initializing a cipher a second time. */
    private static final int LONG_BYTES = 512;

    /** Passed as the time to live to accept tokens of any age. */
    static final @Nullable Duration ANY_AGE = null;

    /**
     * Returns a token in which only the version is set. The caller writes the message into it, and encryption replaces
     * the message by the ciphertext in place.
     *
     * @return an array with space for the padded message at {@link TokenFormat#CIPHERTEXT_AT}
     */
    private byte[] room(int plaintextLength) {
        requireRoomFor(plaintextLength);
        return TokenFormat.begin(Pkcs7.paddedLength(plaintextLength));
    }

    /**
     * Throws an exception if {@code atLeast}, the minimum size of a message, already exceeds the limit, or if a key is
     * destroyed.
     */
    void requireRoomFor(int atLeast) {
        keys.requireIntact();
        if (atLeast > maxPlaintextBytes) {
            throw new IllegalArgumentException(
                    "a message has at most " + maxPlaintextBytes + " bytes, this has at least " + atLeast);
        }
    }

    /**
     * Completes a token that contains a message: header, padding, encryption and MAC.
     *
     * @param message the message
     * @param apart how many bytes at the start of the message are not in the token yet, a multiple of 16; the rest
     *     already is
     */
    private byte[] seal(byte[] room, byte[] message, int apart, int plaintextLength, long timestamp) {
        int macAt = TokenFormat.macAt(room);
        writeHeader(room, timestamp);
        Pkcs7.pad(room, TokenFormat.CIPHERTEXT_AT + plaintextLength, macAt);
        CryptoEngine engine = keys.engine(0);
        int rest = TokenFormat.CIPHERTEXT_AT + apart;
        if (apart > 0) {
            engine.encrypt(message, 0, room, TokenFormat.CIPHERTEXT_AT, rest);
        }
        // Encrypts the rest in place. In CBC mode, the ciphertext block before the rest serves as its initialization
        // vector.
        engine.encrypt(room, rest, macAt);
        System.arraycopy(engine.mac(room, macAt), 0, room, macAt, TokenFormat.MAC_BYTES);
        return room;
    }

    /** Writes the timestamp and a new initialization vector. */
    void writeHeader(byte[] token, long timestamp) {
        TokenFormat.putTimestamp(token, timestamp);
        byte @Nullable [] iv = ivs.get();
        if (iv == null || iv.length != BLOCK_BYTES) {
            throw new IllegalStateException("the source of initialization vectors returned "
                    + (iv == null ? "null" : iv.length + " bytes") + ", not 16");
        }
        System.arraycopy(iv, 0, token, TokenFormat.IV_AT, BLOCK_BYTES);
    }

    /** Encrypts a message to a token with the current time. */
    byte[] seal(ByteBuffer plaintext) {
        int length = plaintext.remaining();
        byte[] room = room(length);
        plaintext.duplicate().get(room, TokenFormat.CIPHERTEXT_AT, length);
        return seal(room, room, 0, length, lifetime.now());
    }

    byte[] seal(byte[] plaintext, long timestamp) {
        byte[] room = room(plaintext.length);
        int apart = plaintext.length < LONG_BYTES ? 0 : plaintext.length / BLOCK_BYTES * BLOCK_BYTES;
        System.arraycopy(plaintext, apart, room, TokenFormat.CIPHERTEXT_AT + apart, plaintext.length - apart);
        return seal(room, plaintext, apart, plaintext.length, timestamp);
    }

    /**
     * Opens a token with the first key that fits. If the padding is wrong, the other keys whose MAC matches are tried.
     * There may be several, because a caller's keys are not checked for equal signing halves.
     *
     * @param timeToLive the maximum age of the token, or {@link #ANY_AGE}
     */
    FernetMessage open(byte[] token, @Nullable Duration timeToLive) {
        for (int i = firstSigner(token); i < keys.size(); i = nextSigner(token, i + 1)) {
            long timestamp = TokenFormat.timestamp(token);
            if (timeToLive != null) {
                lifetime.check(timestamp, timeToLive);
            }
            byte[] plaintext = decrypted(token, keys.engine(i));
            if (plaintext != null) {
                return new FernetMessage(plaintext, timestamp, i);
            }
        }
        throw FernetException.invalid();
    }

    /** Returns the timestamp of a token whose MAC matches one of the keys. */
    long timestamp(byte[] token) {
        if (firstSigner(token) == keys.size()) {
            throw FernetException.invalid();
        }
        return TokenFormat.timestamp(token);
    }

    private int firstSigner(byte[] token) {
        if (TokenFormat.fault(token) != null) {
            throw FernetException.invalid();
        }
        return nextSigner(token, 0);
    }

    /**
     * Returns the index of the first key, from {@code first} on, whose MAC matches; the number of keys if there is
     * none.
     */
    private int nextSigner(byte[] token, int first) {
        int macAt = TokenFormat.macAt(token);
        int key = first;
        while (key < keys.size()
                && !MessageDigest.isEqual(
                        keys.engine(key).mac(token, macAt), Arrays.copyOfRange(token, macAt, token.length))) {
            key++;
        }
        return key;
    }

    /** Returns the message, or {@code null} if its padding is wrong or it is too large. */
    private byte @Nullable [] decrypted(byte[] token, CryptoEngine engine) {
        int macAt = TokenFormat.macAt(token);
        if (macAt - TokenFormat.CIPHERTEXT_AT < LONG_BYTES) {
            byte[] padded = engine.decrypt(token, TokenFormat.CIPHERTEXT_AT, macAt);
            int length = Pkcs7.unpaddedLength(padded);
            return length < 0 || length > maxPlaintextBytes ? null : Arrays.copyOf(padded, length);
        }
        // The last block contains the padding length. Therefore it is decrypted first, and the rest directly into an
        // array of the right size.
        int lastAt = macAt - BLOCK_BYTES;
        byte[] last = engine.decrypt(token, lastAt, macAt);
        int inLast = Pkcs7.unpaddedLength(last);
        int before = lastAt - TokenFormat.CIPHERTEXT_AT;
        if (inLast < 0 || before + inLast > maxPlaintextBytes) {
            return null;
        }
        byte[] plaintext = new byte[before + inLast];
        engine.decrypt(token, TokenFormat.CIPHERTEXT_AT, lastAt, plaintext);
        System.arraycopy(last, 0, plaintext, before, inLast);
        return plaintext;
    }
}
