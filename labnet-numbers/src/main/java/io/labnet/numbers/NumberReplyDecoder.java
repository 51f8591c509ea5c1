// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Takes replies out of a stream. Holds no state. */
public final class NumberReplyDecoder implements Decoder<NumberReply> {
    private final JsonObjectDecoder objects = new JsonObjectDecoder();

    /** Makes a decoder. */
    public NumberReplyDecoder() {}

    @Override
    public @Nullable NumberReply decode(ByteBuffer in, Boundary boundary) {
        JsonMembers members = objects.decode(in, boundary);
        if (members == null) {
            return null;
        }
        Long sum = members.has("sum") ? members.number("sum") : null;
        return new NumberReply(members.text("server_name"), members.number("server_number"), sum);
    }
}
