// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.codec.ByteSink;
import java.nio.ByteBuffer;
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
        @Override
        public void writeTo(ByteSink out) {
            out.putText(uuid.toString());
        }
    }

    /**
     * The next digits of an answer. A short answer is one piece; a long one is many, so that it is never written out as a
     * whole.
     *
     * @param digits decimal digits in ASCII; not copied, so that neither they nor the position may change any more
     * @param uuid what the client is known by, which ends the answer; {@code null} when more digits follow
     */
    public record AnswerPiece(ByteBuffer digits, @Nullable UUID uuid) implements ComputeReply {
        @Override
        public void writeTo(ByteSink out) {
            out.put(digits.duplicate());
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
        @Override
        public void writeTo(ByteSink out) {
            out.putText("ERROR ");
            out.putText(reason);
            if (uuid != null) {
                out.putText("_" + uuid);
            }
        }
    }
}
