// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import io.labnet.fernet.internal.StrictBase64;
import io.labnet.fernet.internal.TokenFormat;
import io.labnet.fernet.internal.TokenText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a Fernet token, as anyone can see them without a key. Immutable.
 *
 * <p>That a token has this form does not make it genuine: whoever sent it may have written anything into any part. Only
 * what {@link Fernet#decrypt(String)} accepts was made by a holder of the key.
 *
 * <p>A token has 73 bytes or more: the version (1), the timestamp (8, big-endian), the initialization vector (16), the
 * ciphertext (whole blocks of 16, at least one) and the MAC (32). See the Fernet specification, "Token Format".
 */
public final class FernetToken {
    private final byte[] bytes;

    /** Takes the array for its own. */
    private FernetToken(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a token. Exactly one text is taken for each token, the one that {@link #text()} gives: URL-safe base64 (RFC
     * 4648, section 5) with its padding, unused bits zero, and nothing else, be it white space, before, in or after it.
     *
     * @param text the token; an empty text is refused like any other that is no token
     * @return the token
     * @throws FernetException with {@link FernetException.Reason#INVALID} if the text is longer than any token that
     *     {@link Fernet} makes (see {@link Fernet#MAX_PLAINTEXT_BYTES}), is not such base64, or its bytes have not the
     *     form of a token: another version than {@code 0x80}, fewer than 73 bytes, or a ciphertext that is not whole
     *     blocks. Since no key has part in it, the message says which
     */
    public static FernetToken parse(String text) {
        return read(text, TokenText.STRICT, "strict URL-safe base64");
    }

    /**
     * {@return the token in any text that a {@linkplain Fernet#lenient() lenient} Fernet takes} The {@link #text()} of
     * what it returns is strict.
     *
     * @param text the token
     * @throws FernetException with {@link FernetException.Reason#INVALID} as of {@link #parse(String)}
     */
    public static FernetToken parseLenient(String text) {
        return read(text, TokenText.LENIENT, "base64 in any form");
    }

    private static FernetToken read(String text, TokenText form, String name) {
        try {
            return checked(form.decode(text, Fernet.MAX_PLAINTEXT_BYTES));
        } catch (IllegalArgumentException malformed) {
            // A lenient reader skips white space, so it is not to blame there.
            String spaceAround = form == TokenText.STRICT ? StrictBase64.spaceAround(text) : "";
            throw malformed(
                    "the text is not " + name + " of at most " + TokenFormat.MAX_BYTES + " bytes" + spaceAround);
        }
    }

    /**
     * {@return a token of its bytes, before base64}
     *
     * @param bytes the token; copied
     * @throws FernetException with {@link FernetException.Reason#INVALID} if the bytes have not the form of a token, or
     *     are more than those of any token that {@link Fernet} makes; the message says which
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

    /** {@return {@code 0x80}, the only version there is} */
    public int version() {
        return TokenFormat.VERSION;
    }

    /**
     * {@return when the token says it was made: seconds since 1970-01-01T00:00:00Z, an <em>unsigned</em> number of 64
     * bits} What seems negative is 2^63 or more. See {@link Long#toUnsignedString(long)} and
     * {@link Long#compareUnsigned(long, long)}.
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

    /** {@return the 32 bytes that claim to be the HMAC-SHA256 of all before them, in a new array} */
    public byte[] mac() {
        return Arrays.copyOfRange(bytes, TokenFormat.macAt(bytes), bytes.length);
    }

    /** {@return the whole token as it is before base64, 73 bytes or more, in a new array} */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@return the URL-safe base64 of the bytes, with padding: what {@link #parse(String)} takes} */
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
     * {@return the timestamp and the size of the ciphertext, but not the token: where a token is a permission, a log
     * that holds it gives that away}
     */
    @Override
    public String toString() {
        return "FernetToken[timestamp=" + Long.toUnsignedString(timestamp()) + ", ciphertext of "
                + (bytes.length - TokenFormat.OVERHEAD_BYTES) + " bytes]";
    }
}
