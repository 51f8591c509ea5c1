// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Encoder;

/**
 * Writes {@link ComputeRequest}s as plain text with nothing between them. Where one ends is for the sender to show, by a
 * pause after each.
 */
public final class ComputeRequestEncoder implements Encoder<ComputeRequest> {
    /** Makes an encoder. */
    public ComputeRequestEncoder() {}

    @Override
    public void encode(ComputeRequest message, ByteSink out) {
        if (message instanceof TextPiece piece) {
            out.put(piece.bytes());
        } else {
            out.putText(text(message));
        }
    }

    private static String text(ComputeRequest message) {
        if (message instanceof ClientName name) {
            return name.text();
        }
        if (message instanceof RequestWord word) {
            return word.name();
        }
        if (message instanceof Numeral numeral) {
            return Integer.toString(numeral.n());
        }
        if (message instanceof TextLength length) {
            return Long.toString(length.bytes());
        }
        return ((Unreadable) message).text();
    }
}
