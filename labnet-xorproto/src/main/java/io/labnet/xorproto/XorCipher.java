// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The XOR cipher with a repeating key: byte {@code i} of a stream is combined with byte {@code i % length} of the key,
 * so the same call encrypts and decrypts. It is no protection: a few known words of the text reveal the key. Immutable
 * and thread-safe; {@code toString} does not show the key.
 */
public final class XorCipher {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int period;

    /** The key, with its start repeated, so that eight bytes can be read at any index of the key. */
    private final byte[] pad;

    private XorCipher(byte[] key) {
        period = key.length;
        pad = new byte[period + Long.BYTES - 1];
        for (int i = 0; i < pad.length; i++) {
            pad[i] = key[i % period];
        }
    }

    /**
     * {@return a cipher}
     *
     * @param key the key, at least one byte; copied
     * @throws IllegalArgumentException if the key is empty
     */
    public static XorCipher of(byte[] key) {
        if (key.length == 0) {
            throw new IllegalArgumentException("the key is empty");
        }
        return new XorCipher(key);
    }

    /**
     * {@return a cipher whose key is a word}
     *
     * @param key the key, used as UTF-8 bytes
     * @throws IllegalArgumentException if the key is empty
     */
    public static XorCipher of(String key) {
        return of(key.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return a whole stream, encrypted or decrypted, in a new array}
     *
     * @param bytes the bytes, possibly none; not changed
     */
    public byte[] apply(byte[] bytes) {
        byte[] copy = bytes.clone();
        applyInPlace(copy, 0, copy.length, 0);
        return copy;
    }

    /**
     * Encrypts or decrypts a part of a stream in place.
     *
     * @param bytes the array with the part, which is replaced by the result
     * @param offset the index of the part's first byte in the array
     * @param length the number of bytes of the part, possibly 0
     * @param streamOffset the offset of the part's first byte in the stream, from 0
     * @throws IndexOutOfBoundsException if the part does not lie within the array
     * @throws IllegalArgumentException if {@code streamOffset} is negative
     */
    public void applyInPlace(byte[] bytes, int offset, int length, long streamOffset) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (streamOffset < 0) {
            throw new IllegalArgumentException("streamOffset " + streamOffset + " is negative");
        }
        int phase = (int) (streamOffset % period);
        int end = offset + length;
        int whole = end - length % Long.BYTES;
        int step = Long.BYTES % period;
        if (step == 0) {
            applyWord(bytes, offset, whole, (long) LONGS.get(pad, phase));
        } else {
            phase = applyWords(bytes, offset, whole, phase, step);
        }
        for (int i = whole; i < end; i++) {
            bytes[i] ^= pad[phase];
            phase = phase + 1 == period ? 0 : phase + 1;
        }
    }

    /**
     * {@return the data of a packet, encrypted or decrypted, which is the same}
     *
     * @param data the data, not changed
     */
    public XorData apply(XorData data) {
        byte[] bytes = data.toByteArray();
        applyInPlace(bytes, 0, bytes.length, 0);
        return XorData.owning(bytes, 0, bytes.length);
    }

    /**
     * Applies a key of 1, 2, 4 or 8 bytes, such as those of the protocol, in a loop that compilers turn into vector
     * instructions.
     */
    private static void applyWord(byte[] bytes, int from, int to, long word) {
        for (int i = from; i < to; i += Long.BYTES) {
            LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ word);
        }
    }

    /** Applies a key whose length is not 1, 2, 4 or 8 bytes. Returns the index in the key for the next byte. */
    private int applyWords(byte[] bytes, int from, int to, int phase, int step) {
        int at = phase;
        for (int i = from; i < to; i += Long.BYTES) {
            LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ (long) LONGS.get(pad, at));
            at += step;
            at = at >= period ? at - period : at;
        }
        return at;
    }

    /** {@return the length of the key only} */
    @Override
    public String toString() {
        return "XorCipher[key of " + period + " bytes]";
    }
}
