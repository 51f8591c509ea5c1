// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

/**
 * The outcome of a run that ended without a result.
 *
 * @param reason the reason
 * @param explanation the description of the reason, for the user
 */
public record NoXorResult(Reason reason, String explanation) implements XorOutcome {
    /** Why there is no result. */
    public enum Reason {
        /** The server ended its output in order. */
        CLOSED,

        /** The connection broke. */
        DISCONNECTED,

        /** The server sent bytes that are not a packet. */
        REJECTED,

        /** The server sent a packet that the protocol does not allow at that point. */
        UNEXPECTED,

        /** The text exceeded the limit. */
        TOO_LONG,

        /** The server was silent for too long. */
        TIMED_OUT
    }
}
