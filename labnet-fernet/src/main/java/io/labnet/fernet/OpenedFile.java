// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

/**
 * What is known of a token file that has been decrypted.
 *
 * @param plaintextBytes how many bytes its message has, possibly 0
 * @param timestamp when the token was made: seconds since 1970-01-01T00:00:00Z, an <em>unsigned</em> number of 64 bits,
 *     as of {@link FernetToken#timestamp()}
 * @param keyIndex the place of the key that opened it, in the order in which the Fernet was given its keys; 0 is the one
 *     that encrypts
 * @see FernetFiles
 */
public record OpenedFile(long plaintextBytes, long timestamp, int keyIndex) {}
