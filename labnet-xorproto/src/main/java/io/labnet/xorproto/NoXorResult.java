// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

/**
 * A run ended without a result.
 *
 * @param reason the kind of the end
 * @param explanation what happened, for a person
 */
public record NoXorResult(Reason reason, String explanation) implements XorOutcome {
    /** Why there is no result. */
    public enum Reason {
        /** The server ended its output in order. */
        CLOSED,

        /** The connection broke. */
        DISCONNECTED,

        /** What the server sent is no packet. */
        REJECTED,

        /** The server sent a packet that does not belong where it came. */
        UNEXPECTED,

        /** The text went on beyond the limit. */
        TOO_LONG,

        /** The server said nothing for too long. */
        TIMED_OUT
    }
}
