// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.framing;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.framing.Frames;
import io.labnet.core.framing.Framing;
import io.labnet.testkit.CodecContract;
import io.labnet.testkit.DecoderSample;
import java.nio.charset.StandardCharsets;

/** The tests for the decoder and the encoder of a framing. */
abstract class FramingContract<T> extends CodecContract<T> {
    private final Framing<T> framing;

    FramingContract(Framing<T> framing) {
        this.framing = framing;
    }

    @Override
    protected final Protocol<T, ?> protocol() {
        return framing.protocol("framed");
    }

    @Override
    protected final Encoder<? super T> encoder() {
        return framing.encoder();
    }

    /** Returns the framing with bytes mapped to text, which has {@code equals}. */
    static Framing<String> text(Framing<byte[]> framing) {
        return Frames.text(framing, StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static DecoderSample<String> accepted(String input, String... messages) {
        return DecoderSample.accepted(bytes(input), messages);
    }

    static DecoderSample<String> refused(Reason reason, int offset, String input, String... before) {
        return DecoderSample.refused(bytes(input), reason, before).at(offset);
    }
}
