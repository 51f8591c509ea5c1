// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decodes messages of one direction: requests or replies.
 *
 * @param expected an example of such a message, for error messages
 * @param read creates a message from the members of an object, or refuses the object
 */
record NumberDecoder<M>(String expected, Function<JsonMembers, M> read) implements Decoder<M> {
    private static final int MAX_SHOWN = 60;

    @Override
    public @Nullable M decode(ByteBuffer in, Boundary boundary) {
        JsonMembers members = JsonObjects.take(in, expected);
        return members == null ? null : read.apply(members);
    }

    @Override
    public ProtocolException incomplete(ByteBuffer rest, String event) {
        int bytes = rest.remaining();
        return new ProtocolException(
                NumberRule.WHOLE_OBJECT,
                Reason.TRUNCATED,
                bytes,
                event + " before the object was closed by '}': " + EscapedText.ofBytes(rest, MAX_SHOWN) + " (" + bytes
                        + (bytes == 1 ? " byte)" : " bytes)") + "; expected " + expected);
    }
}
