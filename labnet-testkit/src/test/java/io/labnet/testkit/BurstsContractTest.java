// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static io.labnet.testkit.LinesContractTest.bytes;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import java.util.List;

/** Messages that end only at a pause or at the end of the input. */
class BurstsContractTest extends DecoderContract<String> {
    @Override
    protected Protocol<String, ?> protocol() {
        return new Protocol<String, String>(
                "bursts",
                () -> ToyDecoders::burst,
                (text, out) -> {},
                8,
                true,
                Protocol.DEFAULT_IDLE,
                Protocol.DEFAULT_MESSAGE_DEADLINE);
    }

    @Override
    protected List<DecoderSample<String>> samples() {
        return List.of(
                DecoderSample.accepted(bytes("one"), "one"),
                DecoderSample.accepted(bytes("one12345678three"), "one", "12345678", "three")
                        .pausingAt(3, 11),
                DecoderSample.accepted(bytes("onetwo"), "one", "two").pausingAt(3, 6),
                DecoderSample.refused(bytes("one123456789"), Reason.TOO_LARGE, "one")
                        .at(8)
                        .pausingAt(3));
    }

    @Override
    protected boolean messagesEndThemselves() {
        return false;
    }
}
