// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Messages in the form that tests use. */
public final class Spoken {
    private Spoken() {}

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static TextPiece text(String text) {
        return new TextPiece(ByteBuffer.wrap(bytes(text)), true);
    }

    /** A piece of a text that is not the last. */
    static TextPiece begun(String text) {
        return new TextPiece(ByteBuffer.wrap(bytes(text)), false);
    }

    /** Returns the messages, with the pieces of each text joined. */
    static List<ComputeRequest> joined(List<ComputeRequest> messages) {
        List<ComputeRequest> joined = new ArrayList<>();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean inText = false;
        for (ComputeRequest message : messages) {
            if (message instanceof TextPiece piece) {
                byte[] bytes = new byte[piece.bytes().remaining()];
                piece.bytes().get(bytes);
                text.writeBytes(bytes);
                inText = !piece.last();
                if (piece.last()) {
                    joined.add(new TextPiece(ByteBuffer.wrap(text.toByteArray()), true));
                    text.reset();
                }
            } else {
                joined.add(message);
            }
        }
        if (inText) {
            joined.add(new TextPiece(ByteBuffer.wrap(text.toByteArray()), false));
        }
        return joined;
    }
}
