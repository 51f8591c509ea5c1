// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute;

import static io.labnet.compute.Spoken.begun;
import static io.labnet.compute.Spoken.bytes;
import static io.labnet.compute.Spoken.text;

import io.labnet.core.codec.Protocol;
import io.labnet.testkit.DecoderContract;
import io.labnet.testkit.DecoderSample;
import java.util.List;

class ReplyPieceContractTest extends DecoderContract<TextPiece> {
    @Override
    protected Protocol<TextPiece, ?> protocol() {
        return ComputeProtocol.client();
    }

    @Override
    protected List<DecoderSample<TextPiece>> samples() {
        return List.of(
                DecoderSample.accepted(bytes("720_f97e"), begun("720_f97e")),
                DecoderSample.accepted(bytes("720_f97e8_f97e"), text("720_f97e"), begun("8_f97e"))
                        .pausingAt(8));
    }

    @Override
    protected List<TextPiece> joined(List<TextPiece> messages) {
        return Spoken.joined(List.copyOf(messages)).stream()
                .map(TextPiece.class::cast)
                .toList();
    }

    @Override
    protected boolean messagesEndThemselves() {
        return false;
    }
}
