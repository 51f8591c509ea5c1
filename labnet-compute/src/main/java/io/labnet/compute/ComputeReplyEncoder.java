// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Encoder;

/** Writes {@link ComputeReply}s: a UUID, {@code 720_}<i>uuid</i>, or {@code ERROR busy_}<i>uuid</i>. */
public final class ComputeReplyEncoder implements Encoder<ComputeReply> {
    /** Makes an encoder. */
    public ComputeReplyEncoder() {}

    @Override
    public void encode(ComputeReply message, ByteSink out) {
        if (message instanceof AnswerPiece piece) {
            out.put(piece.digits());
        } else {
            out.putText(text(message));
        }
    }

    private static String text(ComputeReply message) {
        if (message instanceof Identity identity) {
            return identity.uuid().toString();
        }
        if (message instanceof AnswerEnd end) {
            return "_" + end.uuid();
        }
        Refusal refusal = (Refusal) message;
        return "ERROR " + refusal.reason() + (refusal.uuid() == null ? "" : "_" + refusal.uuid());
    }
}
