// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import static io.labnet.examples.quickstart.FramingExample.READINGS;
import static io.labnet.examples.quickstart.FramingExample.SERVER;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.examples.quickstart.FramingExample.Reading;
import io.labnet.testkit.CodecContract;
import io.labnet.testkit.DecoderSample;
import java.util.List;

/** The contract suite of a codec that docs/testing.md shows. */
class ReadingContractTest extends CodecContract<Reading> {
    @Override
    protected Protocol<Reading, ?> protocol() {
        return SERVER;
    }

    @Override
    protected Encoder<? super Reading> encoder() {
        return READINGS.encoder();
    }

    @Override
    protected List<DecoderSample<Reading>> samples() {
        return List.of(
                DecoderSample.accepted(new byte[] {1, 'a', 0, 0, 0, 41}, new Reading("a", 41)),
                DecoderSample.refused(new byte[] {1, 'a', 0}, Reason.TRUNCATED));
    }
}
