// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.StrictBase64;
import io.labnet.fernet.internal.TokenFormat;
import io.labnet.fernet.internal.TokenText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a Fernet token, which anyone can read without a key. Immutable.
 *
 * <p>A well-formed token is not necessarily genuine: its sender may have written anything into any field. Only a token
 * that {@link Fernet#decrypt(String)} accepts was made by a holder of the key.
 *
 * <p>A token has 73 bytes or more: the version (1), the timestamp (8, big-endian), the initialization vector (16), the
 * ciphertext (whole blocks of 16, at least one) and the MAC (32). See the Fernet specification, "Token Format".
 */
public final class FernetToken {
    private final byte[] bytes;

    /** Keeps the array itself, not a copy. */
    private FernetToken(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Parses a token. Each token has exactly one accepted text, the one that {@link #text()} returns: URL-safe base64
     * (RFC 4648, section 5) with padding, unused bits zero, and no other characters, not even white space.
     *
     * @param text the text of the token
     * @return the token
     * @throws FernetException with {@link FernetException.Reason#INVALID} if the text is not such base64, or is longer
     *     than any token that {@link Fernet} makes (see {@link Fernet#MAX_PLAINTEXT_BYTES}). It is also thrown if the
     *     decoded bytes are fewer than 73, their version is not {@code 0x80}, or their ciphertext is not whole blocks.
     *     The message of the exception names the fault, because no key is involved
     */
    public static FernetToken parse(String text) {
        return read(text, TokenText.STRICT, "strict URL-safe base64");
    }

    /**
     * {@return the token of any text that a {@linkplain Fernet#lenient() lenient} Fernet accepts} Its {@link #text()}
     * is strict.
     *
     * @param text the token
     * @throws FernetException with {@link FernetException.Reason#INVALID}, as for {@link #parse(String)}
     */
    public static FernetToken parseLenient(String text) {
        return read(text, TokenText.LENIENT, "base64 in any form");
    }

    private static FernetToken read(String text, TokenText form, String name) {
        try {
            return checked(form.decode(text, Fernet.MAX_PLAINTEXT_BYTES));
        } catch (IllegalArgumentException malformed) {
            // The lenient form skips white space, which therefore can't be the cause.
            String spaceAround = form == TokenText.STRICT ? StrictBase64.spaceAround(text) : "";
            throw malformed(
                    "the text is not " + name + " of at most " + TokenFormat.MAX_BYTES + " bytes" + spaceAround);
        }
    }

    /**
     * {@return the token that consists of the given bytes, before base64 encoding}
     *
     * @param bytes the token; copied
     * @throws FernetException with {@link FernetException.Reason#INVALID} if the bytes are not a well-formed token, or
     *     are more than in any token that {@link Fernet} makes; the message of the exception says which
     */
    public static FernetToken of(byte[] bytes) {
        if (bytes.length > TokenFormat.MAX_BYTES) {
            throw malformed(String.valueOf(TokenFormat.fault(bytes)));
        }
        return checked(bytes.clone());
    }

    private static FernetToken checked(byte[] bytes) {
        String fault = TokenFormat.fault(bytes);
        if (fault != null) {
            throw malformed(fault);
        }
        return new FernetToken(bytes);
    }

    private static FernetException malformed(String fault) {
        return new FernetException(FernetException.Reason.INVALID, fault);
    }

    /** {@return {@code 0x80}, the only version} */
    public int version() {
        return TokenFormat.VERSION;
    }

    /**
     * {@return the time at which the token claims to have been made: seconds since 1970-01-01T00:00:00Z, an
     * <em>unsigned</em> number of 64 bits} Negative values stand for 2^63 or more. See {@link
     * Long#toUnsignedString(long)} and {@link Long#compareUnsigned(long, long)}.
     */
    public long timestamp() {
        return TokenFormat.timestamp(bytes);
    }

    /** {@return the 16 bytes of the initialization vector, in a new array} */
    public byte[] iv() {
        return Arrays.copyOfRange(bytes, TokenFormat.IV_AT, TokenFormat.CIPHERTEXT_AT);
    }

    /** {@return the ciphertext, whole blocks of 16 bytes, at least one, in a new array} */
    public byte[] ciphertext() {
        return Arrays.copyOfRange(bytes, TokenFormat.CIPHERTEXT_AT, TokenFormat.macAt(bytes));
    }

    /** {@return the 32 bytes that claim to be the HMAC-SHA256 of all preceding bytes, in a new array} */
    public byte[] mac() {
        return Arrays.copyOfRange(bytes, TokenFormat.macAt(bytes), bytes.length);
    }

    /** {@return the whole token before base64 encoding, 73 bytes or more, in a new array} */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@return the URL-safe base64 of the bytes, with padding, which {@link #parse(String)} accepts} */
    public String text() {
        return StrictBase64.encode(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FernetToken token && Arrays.equals(bytes, token.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /**
     * {@return the timestamp and the size of the ciphertext, but not the token, because a token that grants access must
     * not appear in logs}
     */
    @Override
    public String toString() {
        return "FernetToken[timestamp=" + Long.toUnsignedString(timestamp()) + ", ciphertext of "
                + (bytes.length - TokenFormat.OVERHEAD_BYTES) + " bytes]";
    }
}
