// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetException;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeAnswer.OpenedWith;
import io.labnet.grades.internal.ReplyFault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes and decrypts a reply: a Fernet token, alone or with a key directly before or after it, as servers of the form
 * {@link GradeReplyForm#TOKEN_AND_KEY} send it. White space around them is skipped.
 *
 * <p>A token has no terminator, so the decoder waits for a pause or the end of the input. At a pause, an incomplete
 * reply stays in the buffer, because the rest may follow. At the end of the input, it is refused.
 *
 * <p>The student's own key is tried first, then the key that was sent; {@link GradeAnswer#opened} reports which one
 * decrypted the token. An answer that the student's key decrypts is authentic, whatever key is sent with it. If the
 * server's key file differs from the client's, the client can still read the answer with the sent key, as the
 * documented client does. {@link GradeAnswer.OpenedWith#SENT_KEY} marks such an answer as unauthenticated.
 *
 * <p>A decoder has no state except the key, so one instance serves any number of conversations of that student.
 */
public final class GradeReplyDecoder implements Decoder<GradeAnswer> {
    private final Fernet ownFernet;

    /**
     * Creates a decoder.
     *
     * @param ownKey the key of the student
     */
    public GradeReplyDecoder(FernetKey ownKey) {
        this.ownFernet = Fernet.of(ownKey);
    }

    @Override
    public @Nullable GradeAnswer decode(ByteBuffer in, Boundary boundary) {
        if (in.remaining() > GradeProtocol.MAX_REPLY_BYTES) {
            throw ReplyFault.size();
        }
        if (boundary == Boundary.MORE) {
            return null;
        }
        byte[] reply = new byte[in.remaining()];
        in.get(in.position(), reply);
        GradeAnswer answer = answer(new String(reply, StandardCharsets.ISO_8859_1).strip());
        if (answer != null) {
            in.position(in.limit());
        } else if (boundary != Boundary.PAUSE) {
            throw ReplyFault.of(reply, ownFernet);
        }
        return answer;
    }

    @Override
    public ProtocolException incomplete(ByteBuffer rest, String event) {
        return ReplyFault.incomplete(rest.remaining(), event);
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
