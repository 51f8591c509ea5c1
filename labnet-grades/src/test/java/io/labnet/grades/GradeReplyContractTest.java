// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeAnswer.OpenedWith;
import io.labnet.testkit.DecoderContract;
import io.labnet.testkit.DecoderSample;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Replies with and without a key, which end only at a pause or at the end of the input. */
class GradeReplyContractTest extends DecoderContract<GradeAnswer> {
    private static final GradeAnswer MIDTERM = new GradeAnswer("Midterm Average: 10.45", OpenedWith.OWN_KEY);
    private static final FernetKey OTHER_KEY = FernetKey.parse("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=");

    @Override
    protected Protocol<GradeAnswer, ?> protocol() {
        return GradeProtocol.client(Documented.KEY);
    }

    @Override
    protected boolean messagesEndThemselves() {
        return false;
    }

    @Override
    protected List<DecoderSample<GradeAnswer>> samples() {
        String token = Documented.MIDTERM_TOKEN;
        String key = Documented.KEY.text();
        String others = Fernet.of(OTHER_KEY).encryptText("Average: 1.0");
        return List.of(
                DecoderSample.accepted(bytes(token), MIDTERM),
                DecoderSample.accepted(bytes(token + key), MIDTERM),
                DecoderSample.accepted(bytes(key + token), MIDTERM),
                DecoderSample.accepted(bytes(key + token), MIDTERM).pausingAt(20, key.length(), key.length() + 50),
                DecoderSample.accepted(
                        bytes(others + OTHER_KEY.text()), new GradeAnswer("Average: 1.0", OpenedWith.SENT_KEY)),
                DecoderSample.<GradeAnswer>refused(bytes(others), Reason.MALFORMED)
                        .at(0),
                DecoderSample.refused(bytes("sorry"), Reason.MALFORMED));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
