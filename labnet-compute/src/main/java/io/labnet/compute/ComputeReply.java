// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.codec.ByteSink;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a server says: a UUID, {@code 720_}<i>uuid</i>, or {@code ERROR busy_}<i>uuid</i>. */
public sealed interface ComputeReply {
    /**
     * Writes the message as it travels.
     *
     * @param out takes the bytes
     */
    void writeTo(ByteSink out);

    /**
     * The answer to a {@link ComputeRequest.ClientName}. The client recognises by it which answers are its own.
     *
     * @param uuid what the client is known by
     */
    public record Identity(UUID uuid) implements ComputeReply {
        /**
         * Makes a reply.
         *
         * @param uuid what the client is known by
         */
        public Identity {
            Objects.requireNonNull(uuid, "uuid");
        }

        @Override
        public void writeTo(ByteSink out) {
            out.putText(uuid.toString());
        }
    }

    /**
     * The next digits of an answer. A short answer is one piece; a long one is many, so that it is never written out as a
     * whole.
     *
     * @param digits decimal digits in ASCII; not copied, so that they must not change any more
     * @param uuid what the client is known by, which ends the answer; {@code null} when more digits follow
     */
    public record AnswerPiece(ByteBuffer digits, @Nullable UUID uuid) implements ComputeReply {
        /**
         * Makes a piece.
         *
         * @param digits decimal digits in ASCII
         * @param uuid what the client is known by, if the answer ends here
         */
        public AnswerPiece {
            digits = digits.slice().asReadOnlyBuffer();
        }

        /**
         * Shows the digits.
         *
         * @return a read-only view of its own, from the first digit to the last
         */
        @Override
        public ByteBuffer digits() {
            return digits.duplicate();
        }

        @Override
        public void writeTo(ByteSink out) {
            out.put(digits());
            if (uuid != null) {
                out.putText("_" + uuid);
            }
        }
    }

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
        public static Refusal of(ComputeRequest.Unreadable problem, UUID uuid) {
            return new Refusal(quoted(problem.text()) + problem.problem(), uuid);
        }

        private static String quoted(String text) {
            if (text.length() > MOST_QUOTED) {
                return text.substring(0, MOST_QUOTED) + "... ";
            }
            return text.isEmpty() ? "" : text + " ";
        }

        @Override
        public void writeTo(ByteSink out) {
            out.putText("ERROR " + reason + (uuid == null ? "" : "_" + uuid));
        }
    }
}
