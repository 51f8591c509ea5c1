// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetException;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeAnswer.OpenedWith;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Takes the text of a reply from the bytes of one: a Fernet token, alone or with a key directly before or after it, as
 * servers of the form {@link GradeReplyForm#TOKEN_AND_KEY} send it. White space around them is passed over.
 *
 * <p>A token does not say where it ends, so nothing is taken while more bytes may follow at once. At a pause, what is no
 * reply yet is left alone: the rest of it may come. At the end of the input, what is no reply is refused.
 *
 * <p>The student's own key is tried first, and a key that was sent only where that one does not fit; {@link
 * GradeAnswer#opened} tells which it was. So a server that knows the student is believed whatever it sends along, and a
 * client can still read a server whose key file differs from its own, as the documented client of that form does, but
 * knows that such an answer proves nothing.
 *
 * <p>A decoder holds nothing but the key, so one serves any number of conversations of that student.
 */
public final class GradeReplyDecoder implements Decoder<GradeAnswer> {
    private final Fernet ownFernet;

    /**
     * Makes a decoder.
     *
     * @param ownKey the key of the student who asks
     */
    public GradeReplyDecoder(FernetKey ownKey) {
        this.ownFernet = Fernet.of(ownKey);
    }

    @Override
    public @Nullable GradeAnswer decode(ByteBuffer in, Boundary boundary) {
        if (boundary == Boundary.MORE) {
            return null;
        }
        byte[] reply = new byte[in.remaining()];
        in.get(in.position(), reply);
        GradeAnswer answer = answer(new String(reply, StandardCharsets.ISO_8859_1).strip());
        if (answer != null) {
            in.position(in.limit());
        } else if (boundary != Boundary.PAUSE) {
            throw new ProtocolException(Reason.MALFORMED, 0, ReplyFault.of(reply, ownFernet));
        }
        return answer;
    }

    private @Nullable GradeAnswer answer(String reply) {
        GradeAnswer answer = opened(ownFernet, reply, OpenedWith.OWN_KEY);
        int others = reply.length() - FernetKey.TEXT_LENGTH;
        if (answer != null || others <= 0) {
            return answer;
        }
        answer = opened(reply.substring(0, others), reply.substring(others));
        return answer != null
                ? answer
                : opened(reply.substring(FernetKey.TEXT_LENGTH), reply.substring(0, FernetKey.TEXT_LENGTH));
    }

    private @Nullable GradeAnswer opened(String token, String keyText) {
        FernetKey sentKey;
        try {
            sentKey = FernetKey.parse(keyText);
        } catch (IllegalArgumentException noKey) {
            return null;
        }
        GradeAnswer answer = opened(ownFernet, token.strip(), OpenedWith.OWN_KEY);
        return answer != null ? answer : opened(Fernet.of(sentKey), token.strip(), OpenedWith.SENT_KEY);
    }

    private static @Nullable GradeAnswer opened(Fernet fernet, String token, OpenedWith key) {
        try {
            return new GradeAnswer(fernet.decryptText(token), key);
        } catch (FernetException refused) {
            return null;
        }
    }
}
