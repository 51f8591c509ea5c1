// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

/**
 * The message of a genuine token, with the token's timestamp and key. Immutable.
 *
 * @see Fernet#open(String)
 */
public final class FernetMessage {
    private final byte[] plaintext;
    private final long timestamp;
    private final int keyIndex;

    /** Keeps the array itself, not a copy. */
    FernetMessage(byte[] plaintext, long timestamp, int keyIndex) {
        this.plaintext = plaintext;
        this.timestamp = timestamp;
        this.keyIndex = keyIndex;
    }

    /** {@return the bytes of the message, possibly none, in a new array} */
    public byte[] bytes() {
        return plaintext.clone();
    }

    /** Returns the array itself, for callers that do not keep this object. */
    byte[] plaintext() {
        return plaintext;
    }

    /**
     * {@return the message decoded as UTF-8, possibly empty}
     *
     * @throws FernetException with {@link FernetException.Reason#NOT_TEXT} if the message is not UTF-8
     */
    public String text() {
        return Utf8.decode(plaintext);
    }

    /**
     * {@return when the token was made, by its sender's clock: seconds since 1970-01-01T00:00:00Z, an <em>unsigned</em>
     * number of 64 bits, as in {@link FernetToken#timestamp()}}
     */
    public long timestamp() {
        return timestamp;
    }

    /**
     * {@return the index of the key that opened the token, in the order of the Fernet's keys; key 0 also encrypts new tokens}
     */
    public int keyIndex() {
        return keyIndex;
    }

    /** {@return the size, timestamp and key, but not the message} */
    @Override
    public String toString() {
        return "FernetMessage[" + plaintext.length + " bytes, timestamp=" + Long.toUnsignedString(timestamp)
                + ", keyIndex=" + keyIndex + "]";
    }
}
