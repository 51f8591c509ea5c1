// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says that a request has no answer.
 *
 * @param reason why, in words; the UUID stands after its last underscore
 * @param uuid what the client is known by, {@code null} when it has said no name
 */
public record Refusal(String reason, @Nullable UUID uuid) implements ComputeReply {
    /** How many characters of a text are quoted: enough to recognise it. */
    private static final int MOST_QUOTED = 40;

    /**
     * Makes a refusal.
     *
     * @param reason why, in words
     * @param uuid what the client is known by, or {@code null}
     */
    public Refusal {
        Objects.requireNonNull(reason, "reason");
    }

    /**
     * Refuses what could not be read.
     *
     * @param problem what could not be read, and why
     * @param uuid what the client is known by
     * @return the refusal, which quotes the beginning of what could not be read
     */
    public static Refusal of(Unreadable problem, UUID uuid) {
        return new Refusal(quoted(problem.text()) + problem.problem(), uuid);
    }

    private static String quoted(String text) {
        if (text.length() > MOST_QUOTED) {
            return text.substring(0, MOST_QUOTED) + "... ";
        }
        return text.isEmpty() ? "" : text + " ";
    }
}
