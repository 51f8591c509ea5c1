// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

/**
 * A message of a transcript, or bytes that are not one.
 *
 * @param bytes the first bytes of the message, at most {@value #MAX_BYTES}; must not be changed
 * @param length the number of bytes of the message
 * @param description the message in words
 * @param secret whether bytes outside the described fields may contain a secret
 */
@SuppressWarnings("ArrayRecordComponent") // An entry is only read, and never compared.
public record Entry(byte[] bytes, long length, Description description, boolean secret) {
    /** The largest number of bytes of a message that are kept. */
    public static final int MAX_BYTES = 1024;
}
