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
 * <p>A decoder remembers what it has not taken, so that it can be told when no more comes: each conversation has one of
 * its own.
 */
public final class GradeReplyDecoder implements Decoder<GradeAnswer> {
    private final Fernet ownFernet;
    private byte[] untaken = {};

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
        untaken = new byte[in.remaining()];
        in.get(in.position(), untaken);
        if (boundary == Boundary.MORE) {
            return null;
        }
        GradeAnswer answer = answer(new String(untaken, StandardCharsets.ISO_8859_1).strip());
        if (answer != null) {
            in.position(in.limit());
            untaken = new byte[0];
        } else if (boundary != Boundary.PAUSE) {
            throw new ProtocolException(Reason.MALFORMED, 0, ReplyFault.of(untaken, ownFernet));
        }
        return answer;
    }

    /**
     * Tells how many bytes have come that are no reply yet.
     *
     * @return their number in words, such as {@code 1 byte}; {@code null} if there are none
     */
    @Nullable
    public String untaken() {
        return untaken.length == 0 ? null : ReplyFault.count(untaken);
    }

    /**
     * Tells why what has come is no reply. To be asked only when something has.
     *
     * @return the reason, in words
     */
    public String fault() {
        return ReplyFault.of(untaken, ownFernet);
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
