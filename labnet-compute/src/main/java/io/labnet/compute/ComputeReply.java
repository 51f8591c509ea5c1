// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.codec.ByteSink;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A server's reply: a UUID, an answer such as {@code 720_}<i>uuid</i>, or an error, {@code ERROR busy_}<i>uuid</i>. */
public sealed interface ComputeReply {
    /**
     * Encodes the message.
     *
     * @param out takes the bytes
     */
    void writeTo(ByteSink out);

    /**
     * The reply to a {@link ComputeRequest.ClientName}. The client recognises its own answers by the UUID.
     *
     * @param uuid the client's UUID
     */
    public record Identity(UUID uuid) implements ComputeReply {
        @Override
        public void writeTo(ByteSink out) {
            out.putText(uuid.toString());
        }
    }

    /**
     * The next digits of an answer. A short answer is one piece; a long one has many, so that its text is never in
     * memory as a whole.
     *
     * @param digits decimal digits in ASCII; not copied, so neither the bytes nor the position may change afterwards
     * @param uuid the client's UUID, which ends the answer; {@code null} if more digits follow
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
     * An error in reply to a request.
     *
     * @param reason the reason; an underscore and the UUID follow it
     * @param uuid the client's UUID, {@code null} if it has sent no name
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
