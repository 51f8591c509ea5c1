// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.util.Objects;

/**
 * The message of a genuine token, with the token's timestamp and key. Immutable.
 *
 * @see Fernet#open(String)
 */
public final class FernetMessage {
    /**
     * Reads an object from the bytes of a message.
     *
     * @param <T> the type of the object
     */
    @FunctionalInterface
    public interface PayloadReader<T> {
        /**
         * {@return the object, not {@code null}}
         *
         * @param plaintext the bytes of the message, possibly none, in an array that the reader may keep or change
         * @throws Exception if the bytes are not such an object
         */
        T read(byte[] plaintext) throws Exception;
    }

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
     * Converts the message to an object, such as a session that was written as JSON. A message that can't be converted
     * is refused like an invalid token, so that the caller handles one kind of exception:
     *
     * <pre>{@code
     * try {
     *     Session session = fernet.open(token, Duration.ofHours(1)).read(json::readSession);
     * } catch (FernetException e) {
     *     // e.reason() is INVALID, EXPIRED, FROM_THE_FUTURE or UNREADABLE
     * }
     * }</pre>
     *
     * @param <T> the type of the object
     * @param reader reads the object from the message; called once
     * @return what the reader returned
     * @throws FernetException with {@link FernetException.Reason#UNREADABLE} if the reader throws an exception or
     *     returns {@code null}. The reader's exception is the cause, which may quote the message. After an
     *     {@link InterruptedException} the thread is interrupted again. An {@link Error} of the reader is not caught
     */
    public <T> T read(PayloadReader<T> reader) {
        Objects.requireNonNull(reader, "reader");
        try {
            return Objects.requireNonNull(reader.read(bytes()), "the reader returned null");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FernetException.unreadable(e);
        } catch (Exception e) {
            throw FernetException.unreadable(e);
        }
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
