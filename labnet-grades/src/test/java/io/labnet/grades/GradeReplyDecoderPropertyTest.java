// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Conversation;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeAnswer.OpenedWith;
import io.labnet.grades.client.GradeClientSession;
import io.labnet.testkit.ConversationDriver;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class GradeReplyDecoderPropertyTest {
    private static final GradeRequest REQUEST = new GradeRequest(Documented.ID, GradeCommand.GMA);

    private static final int TOKEN_LENGTH = 120;

    enum Layout {
        TOKEN,
        TOKEN_KEY,
        KEY_TOKEN;

        String of(String token, FernetKey key) {
            return switch (this) {
                case TOKEN -> token;
                case TOKEN_KEY -> token + key.text();
                case KEY_TOKEN -> key.text() + token;
            };
        }
    }

    @Property
    void anySegmentsAndPauses_giveTheSameText(
            @ForAll("texts") String text,
            @ForAll("keys") FernetKey own,
            @ForAll("keys") FernetKey sent,
            @ForAll Layout layout,
            @ForAll boolean madeWithOwnKey,
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 80) Integer> segments,
            @ForAll boolean pauses) {
        boolean isOwn = madeWithOwnKey || layout == Layout.TOKEN;
        String reply = layout.of(Fernet.of(isOwn ? own : sent).encryptText(text), sent);

        GradeClientSession session = new GradeClientSession(REQUEST, own);
        ConversationDriver wire = new ConversationDriver(new Conversation<>(session.protocol(), session));
        int at = 0;
        for (int segment : segments) {
            int to = Math.min(reply.length(), at + segment);
            wire.arrive(reply.substring(at, to));
            at = to;
            if (pauses) {
                wire.pause();
            }
        }
        wire.arrive(reply.substring(at)).pause();

        OpenedWith opened = isOwn ? OpenedWith.OWN_KEY : OpenedWith.SENT_KEY;
        assertThat(session.outcome()).isEqualTo(new GradeAnswer(text, opened));
    }

    @Property
    void anyBytes_causeAtMostAProtocolException(@ForAll byte[] bytes) {
        try {
            assertThat(GradeAnswer.decode(bytes, Documented.KEY)).isNull();
        } catch (ProtocolException refused) {
            assertThat(refused.offset()).isBetween(0, bytes.length);
        }
    }

    @Property
    void oneChangedCharacter_isRejected(
            @ForAll @IntRange(max = TOKEN_LENGTH - 1) int index, @ForAll @IntRange(min = 1, max = 127) int change) {
        byte[] token = Documented.MIDTERM_TOKEN.getBytes(StandardCharsets.US_ASCII);
        token[index] ^= (byte) change;
        GradeClientSession session = new GradeClientSession(REQUEST, Documented.KEY);
        ConversationDriver wire = new ConversationDriver(new Conversation<>(session.protocol(), session));

        wire.arrive(token, Boundary.MORE).end();

        assertThat(session.outcome()).isInstanceOf(GradeOutcome.NoAnswer.class);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().ofMaxLength(80).filter(GradeReplyDecoderPropertyTest::hasUtf8);
    }

    @Provide
    Arbitrary<FernetKey> keys() {
        return Arbitraries.randomValue(FernetKey::generate);
    }

    private static boolean hasUtf8(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
