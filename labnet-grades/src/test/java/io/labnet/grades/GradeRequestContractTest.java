// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.testkit.CodecContract;
import io.labnet.testkit.DecoderSample;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tests the decoder with requests in every form that programs send. */
class GradeRequestContractTest extends CodecContract<GradeRequest> {
    private static final GradeRequest GMA = new GradeRequest(new StudentId("1803933"), GradeCommand.GMA, "");
    private static final GradeRequest GL3A = new GradeRequest(new StudentId("0000001"), GradeCommand.GL3A, "");
    private static final GradeRequest GG = new GradeRequest(new StudentId("9999999"), GradeCommand.GG, "");

    @Override
    protected Protocol<GradeRequest, ?> protocol() {
        return GradeProtocol.server();
    }

    @Override
    protected Encoder<GradeRequest> encoder() {
        return GradeRequest::writeTo;
    }

    /** White space before a request is accepted but not encoded. */
    @Override
    protected boolean isCanonical() {
        return false;
    }

    @Override
    protected List<DecoderSample<GradeRequest>> samples() {
        String tooMany = " ".repeat(GradeProtocol.MAX_REQUEST_BYTES);
        return List.of(
                DecoderSample.accepted(bytes("1803933GMA"), GMA),
                DecoderSample.accepted(
                        bytes("1803933 GMA\r\n0000001,GL3A\n"), GMA.withSeparator(" "), GL3A.withSeparator(",")),
                DecoderSample.accepted(bytes("1803933GMA0000001GL3A9999999GG"), GMA, GL3A, GG),
                DecoderSample.accepted(bytes("\n\t 9999999 ,\t,GG\n\n\n"), GG.withSeparator(" ,\t,")),
                DecoderSample.accepted(bytes("\r\n".repeat(200))),
                DecoderSample.refused(bytes("1803933 GMA 180393GMA"), Reason.MALFORMED, GMA.withSeparator(" "))
                        .at(6),
                DecoderSample.<GradeRequest>refused(bytes("1803933gma"), Reason.MALFORMED)
                        .at(7),
                DecoderSample.<GradeRequest>refused(bytes("1803933 GL5A"), Reason.MALFORMED)
                        .at(10),
                DecoderSample.<GradeRequest>refused(bytes("1803933 GL1"), Reason.TRUNCATED)
                        .at(11),
                DecoderSample.<GradeRequest>refused(bytes("1803933" + tooMany + "GG"), Reason.TOO_LARGE)
                        .at(GradeProtocol.MAX_REQUEST_BYTES));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
