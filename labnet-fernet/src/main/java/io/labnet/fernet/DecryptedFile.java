// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

/**
 * The result of decrypting a token file.
 *
 * @param plaintextBytes the size of the message in bytes, possibly 0
 * @param timestamp when the token was made: seconds since 1970-01-01T00:00:00Z, an <em>unsigned</em> number of 64 bits,
 *     as in {@link FernetToken#timestamp()}
 * @param keyIndex the index of the key that opened the token, in the order of the Fernet's keys; key 0 also encrypts
 *     new tokens
 * @see FernetFiles
 */
public record DecryptedFile(long plaintextBytes, long timestamp, int keyIndex) {}
