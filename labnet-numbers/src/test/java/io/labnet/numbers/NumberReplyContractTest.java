// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.testkit.CodecContract;
import io.labnet.testkit.DecoderSample;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tests the decoder with replies of this server and of older ones. */
class NumberReplyContractTest extends CodecContract<NumberReply> {
    private static final NumberReply WITH_SUM = new NumberReply("Ada Server", 10, 35L);
    private static final NumberReply WITHOUT_SUM = new NumberReply("Ada Server", 10, null);

    @Override
    protected Protocol<NumberReply, ?> protocol() {
        return NumberProtocol.client();
    }

    @Override
    protected Encoder<NumberReply> encoder() {
        return NumberReply::writeTo;
    }

    /** The same object has many JSON texts. */
    @Override
    protected boolean isCanonical() {
        return false;
    }

    @Override
    protected List<DecoderSample<NumberReply>> samples() {
        return List.of(
                DecoderSample.accepted(
                        bytes("{\"server_name\": \"Ada Server\", \"server_number\": 10, \"sum\": 35}"), WITH_SUM),
                DecoderSample.accepted(bytes("{\"server_name\":\"Ada Server\",\"server_number\":10}\n"), WITHOUT_SUM),
                DecoderSample.<NumberReply>refused(
                                bytes("{\"server_name\":\"a\",\"server_number\":10,\"sum\":\"35\"}"), Reason.MALFORMED)
                        .at(44),
                DecoderSample.<NumberReply>refused(
                                bytes("{\"server_name\":\"a\",\"server_number\":10,\"sum\":null}"), Reason.MALFORMED)
                        .at(44),
                DecoderSample.<NumberReply>refused(bytes("{\"server_number\":10}"), Reason.MALFORMED)
                        .at(20),
                DecoderSample.<NumberReply>refused(bytes("{\"server_name\":\"a\",\"sum\":35}"), Reason.MALFORMED)
                        .at(28),
                DecoderSample.<NumberReply>refused(bytes("HTTP/1.1 400 Bad Request\r\n\r\n"), Reason.MALFORMED)
                        .at(0));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
