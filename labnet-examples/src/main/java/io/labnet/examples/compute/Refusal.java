// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.compute;

import java.util.Objects;
import java.util.UUID;

/**
 * Says that a request has no answer.
 *
 * @param reason why, in words; an underscore means the end of it to a client, so that it has none
 * @param uuid what the client is known by
 */
public record Refusal(String reason, UUID uuid) implements ComputeReply {
    /** How many characters of a text are quoted: enough to recognise it. */
    private static final int MOST_QUOTED = 40;

    /**
     * Checks the reason.
     *
     * @param reason why, in words
     * @param uuid what the client is known by
     * @throws IllegalArgumentException if the reason has an underscore
     */
    public Refusal {
        Objects.requireNonNull(uuid, "uuid");
        if (reason.indexOf('_') >= 0) {
            throw new IllegalArgumentException("the reason '" + reason + "' has an underscore");
        }
    }

    /** Refuses what could not be read. */
    static Refusal of(Unreadable problem, UUID uuid) {
        return because(quoted(problem.text()) + problem.problem(), uuid);
    }

    /** Refuses for a reason that may have underscores. */
    static Refusal because(String reason, UUID uuid) {
        return new Refusal(reason.replace('_', '-'), uuid);
    }

    /** Only what can be printed, since programs print what they receive. */
    private static String quoted(String text) {
        String printable = text.replaceAll("[^ -~]", "?");
        if (printable.length() > MOST_QUOTED) {
            return printable.substring(0, MOST_QUOTED) + "... ";
        }
        return printable.isEmpty() ? "" : printable + " ";
    }
}
