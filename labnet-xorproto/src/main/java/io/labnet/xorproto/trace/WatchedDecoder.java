// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.trace;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.xorproto.XorFrame;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A decoder that tells when it refuses input: a dialogue does not see refused packets. */
record WatchedDecoder(Decoder<XorFrame> decoder, Runnable refused) implements Decoder<XorFrame> {
    static Protocol<XorFrame, XorFrame> of(Protocol<XorFrame, XorFrame> protocol, Runnable refused) {
        return protocol.withDecoders(
                () -> new WatchedDecoder(protocol.decoders().get(), refused));
    }

    @Override
    public @Nullable XorFrame decode(ByteBuffer in, Boundary boundary) {
        try {
            return decoder.decode(in, boundary);
        } catch (ProtocolException e) {
            refused.run();
            throw e;
        }
    }

    @Override
    public ProtocolException incomplete(ByteBuffer rest, String event) {
        refused.run();
        return decoder.incomplete(rest, event);
    }
}
