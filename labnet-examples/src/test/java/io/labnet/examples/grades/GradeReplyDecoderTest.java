// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.grades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.examples.grades.GradeAnswer.OpenedWith;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetException;
import io.labnet.fernet.FernetKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradeReplyDecoderTest {
    private static final String TOKEN = Documented.MIDTERM_TOKEN;
    private static final String KEY = Documented.KEY.text();
    private static final GradeAnswer BY_OWN_KEY = new GradeAnswer(Documented.MIDTERM_TEXT, OpenedWith.OWN_KEY);
    private static final GradeAnswer BY_SENT_KEY = new GradeAnswer(Documented.MIDTERM_TEXT, OpenedWith.SENT_KEY);

    private final GradeReplyDecoder decoder = new GradeReplyDecoder(Documented.KEY);
    private final GradeReplyDecoder stranger = new GradeReplyDecoder(FernetKey.generate());

    @Test
    void encode_writesTokensAndKeysAsTheyAre() {
        assertThat(Encoder.encodeWhole(new GradeReplyEncoder(), new TokenReply(TOKEN)))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(TOKEN);
        assertThat(Encoder.encodeWhole(new GradeReplyEncoder(), new KeyReply(Documented.KEY)))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(KEY);
    }

    @Test
    void tokenReply_rejectsWhatIsNoToken() {
        assertThatThrownBy(() -> new TokenReply(TOKEN + "\n")).isInstanceOf(FernetException.class);
    }

    @Test
    void keyReply_neverPrintsItsKey() {
        assertThat(new KeyReply(Documented.KEY).toString()).doesNotContain(KEY);
    }

    @Test
    void decode_takesTheCapturedReply() {
        assertThat(Decoder.decodeWhole(decoder, ascii(TOKEN))).isEqualTo(BY_OWN_KEY);
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSE", "FRAME", "END"})
    void decode_takesTokenAndKeyInEitherOrder(Boundary boundary) {
        String otherKey = FernetKey.generate().text();
        for (String reply : new String[] {
            TOKEN,
            TOKEN + KEY,
            KEY + TOKEN,
            TOKEN + otherKey,
            otherKey + TOKEN,
            TOKEN + "\n" + KEY,
            "\r\n" + TOKEN + " \n"
        }) {
            ByteBuffer in = ByteBuffer.wrap(ascii(reply));

            assertThat(decoder.decode(in, boundary)).isEqualTo(BY_OWN_KEY);
            assertThat(in.hasRemaining()).isFalse();
        }
    }

    @Test
    void decode_fallsBackOnTheKeyThatWasSent() {
        assertThat(Decoder.decodeWhole(stranger, ascii(TOKEN + KEY))).isEqualTo(BY_SENT_KEY);
        assertThat(Decoder.decodeWhole(stranger, ascii(KEY + TOKEN))).isEqualTo(BY_SENT_KEY);
    }

    @Test
    void decode_takesNothingWhileMoreMayFollowAtOnce() {
        ByteBuffer in = ByteBuffer.wrap(ascii(TOKEN));

        assertThat(decoder.decode(in, Boundary.MORE)).isNull();
        assertThat(in.position()).isZero();
    }

    @Test
    void decode_waitsAtAPauseForTheRest() {
        String reply = TOKEN + KEY;
        for (int length = 0; length < reply.length(); length++) {
            ByteBuffer in = ByteBuffer.wrap(ascii(reply.substring(0, length)));

            assertThat(stranger.decode(in, Boundary.PAUSE)).isNull();
            assertThat(in.position()).isZero();
        }
    }

    @Test
    void decode_waitsAtAPauseForTheTokenAfterTheKey() {
        ByteBuffer in = ByteBuffer.wrap(ascii(KEY));

        assertThat(decoder.decode(in, Boundary.PAUSE)).isNull();
    }

    @Test
    void decode_takesNothingOfAnEmptyReply() {
        assertThat(decoder.atBoundary(Boundary.END)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "404 Not Found", "\u0000", "gAAAAA", "\u00e9\u00e9"})
    void decode_rejectsAtTheEndWhatIsNoToken(String reply) {
        byte[] bytes = reply.getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(bytes), Boundary.END))
                .isInstanceOf(ProtocolException.class)
                .hasMessage(bytes.length + " bytes came that are no token of the student's key")
                .extracting(problem -> ((ProtocolException) problem).reason())
                .isEqualTo(ProtocolException.Reason.MALFORMED);
    }

    @Test
    void decode_rejectsATokenOfAnotherKeyThatComesAlone() {
        assertThatThrownBy(() -> stranger.decode(ByteBuffer.wrap(ascii(TOKEN)), Boundary.END))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void decode_rejectsATokenThatWasChanged() {
        String changed = TOKEN.replace("SY9M", "SY9N");

        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(ascii(changed + KEY)), Boundary.END))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void decode_rejectsAGenuineTokenThatHoldsNoText() {
        String noText = Fernet.of(Documented.KEY).encrypt(new byte[] {(byte) 0xff});

        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(ascii(noText)), Boundary.END))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void decode_takesAnEmptyText() {
        String token = Fernet.of(Documented.KEY).encryptText("");

        assertThat(Decoder.decodeWhole(decoder, ascii(token))).isEqualTo(new GradeAnswer("", OpenedWith.OWN_KEY));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
