// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

/**
 * What a token held, with all that is known of it now that it has proved to be genuine. Immutable.
 *
 * @see Fernet#open(String)
 */
public final class FernetMessage {
    private final byte[] plaintext;
    private final long timestamp;
    private final int keyIndex;

    /** Takes the array for its own. */
    FernetMessage(byte[] plaintext, long timestamp, int keyIndex) {
        this.plaintext = plaintext;
        this.timestamp = timestamp;
        this.keyIndex = keyIndex;
    }

    /** {@return the bytes of the message, possibly none, in a new array} */
    public byte[] bytes() {
        return plaintext.clone();
    }

    /** Gives the array itself, to one who will not keep the message. */
    byte[] plaintext() {
        return plaintext;
    }

    /**
     * {@return the message read as text, possibly empty}
     *
     * @throws FernetException with {@link FernetException.Reason#NOT_TEXT} if the message is not UTF-8
     */
    public String text() {
        return Utf8.decode(plaintext);
    }

    /**
     * {@return when the token was made, by the clock of the key's holder who made it: seconds since
     * 1970-01-01T00:00:00Z, an <em>unsigned</em> number of 64 bits, as of {@link FernetToken#timestamp()}}
     */
    public long timestamp() {
        return timestamp;
    }

    /**
     * {@return the place of the key that opened the token, in the order in which the Fernet was given them; 0 is the
     * one that encrypts}
     */
    public int keyIndex() {
        return keyIndex;
    }

    /** {@return its size, timestamp and key, but not the message} */
    @Override
    public String toString() {
        return "FernetMessage[" + plaintext.length + " bytes, timestamp=" + Long.toUnsignedString(timestamp)
                + ", keyIndex=" + keyIndex + "]";
    }
}
