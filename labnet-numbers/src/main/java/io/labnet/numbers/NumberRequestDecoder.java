// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Takes requests out of a stream. Holds no state. */
public final class NumberRequestDecoder implements Decoder<NumberRequest> {
    private final JsonObjectDecoder objects = new JsonObjectDecoder();

    /** Makes a decoder. */
    public NumberRequestDecoder() {}

    @Override
    public @Nullable NumberRequest decode(ByteBuffer in, Boundary boundary) {
        JsonMembers members = objects.decode(in, boundary);
        return members == null ? null : new NumberRequest(members.text("client_name"), members.number("client_number"));
    }
}
