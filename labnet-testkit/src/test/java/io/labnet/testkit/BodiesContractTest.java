// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static io.labnet.testkit.LinesContractTest.bytes;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import java.util.ArrayList;
import java.util.List;

/** Bodies longer than the limit, which arrive in pieces that depend on how the input is split. */
class BodiesContractTest extends DecoderContract<String> {
    private static final String END = ToyDecoders.Bodies.END;

    @Override
    protected Protocol<String, ?> protocol() {
        return new Protocol<String, String>("bodies", ToyDecoders.Bodies::new, (text, out) -> {}, 4);
    }

    @Override
    protected List<DecoderSample<String>> samples() {
        return List.of(
                DecoderSample.accepted(bytes("\7abcdefg\0\1z"), "abcdefg" + END, END, "z" + END),
                DecoderSample.refused(bytes("\7abc"), Reason.TRUNCATED, "abc").at(4),
                DecoderSample.refused(bytes("\2ab\7"), Reason.TRUNCATED, "ab" + END)
                        .at(1));
    }

    @Override
    protected List<String> joined(List<String> messages) {
        List<String> joined = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        for (String piece : messages) {
            body.append(piece);
            if (piece.endsWith(END)) {
                joined.add(body.toString());
                body.setLength(0);
            }
        }
        if (body.length() > 0) {
            joined.add(body.toString());
        }
        return joined;
    }

    /** Truncated input decodes to a shorter joined body. */
    @Override
    protected boolean messagesEndThemselves() {
        return false;
    }

    @Override
    protected boolean refusesEndInsideMessage() {
        return true;
    }
}
