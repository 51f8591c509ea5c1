// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetException;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeAnswer.OpenedWith;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GradeReplyDecoderTest {
    private static final String TOKEN = Documented.MIDTERM_TOKEN;
    private static final String KEY = Documented.KEY.text();
    private static final GradeAnswer BY_OWN_KEY = new GradeAnswer(Documented.MIDTERM_TEXT, OpenedWith.OWN_KEY);
    private static final GradeAnswer BY_SENT_KEY = new GradeAnswer(Documented.MIDTERM_TEXT, OpenedWith.SENT_KEY);

    private final GradeReplyDecoder decoder = new GradeReplyDecoder(Documented.KEY);
    private final GradeReplyDecoder stranger = new GradeReplyDecoder(FernetKey.generate());

    @Test
    void encode_returnsTheTextOfTokensAndKeys() {
        assertThat(new GradeReply.Token(TOKEN).encode())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(TOKEN);
        assertThat(new GradeReply.Key(Documented.KEY).encode())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(KEY);
    }

    @Test
    void token_withLineEnd_isRefused() {
        assertThatThrownBy(() -> new GradeReply.Token(TOKEN + "\n")).isInstanceOf(FernetException.class);
    }

    @Test
    void key_toString_hidesTheKey() {
        assertThat(new GradeReply.Key(Documented.KEY).toString()).doesNotContain(KEY);
    }

    @Test
    void decode_bytesAfterTheReply_areRefused() {
        for (String reply : new String[] {TOKEN + "x", TOKEN + KEY + "x", TOKEN + "\n" + TOKEN}) {
            assertThatThrownBy(() -> GradeAnswer.decode(ascii(reply), Documented.KEY))
                    .isInstanceOfSatisfying(ProtocolException.class, refusal -> assertThat(refusal.reason())
                            .isEqualTo(ProtocolException.Reason.MALFORMED));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSE", "FRAME", "END"})
    void decode_acceptsTokenAndKeyInEitherOrder(Boundary boundary) {
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
    void decode_withWrongKey_usesTheSentKey() {
        FernetKey other = FernetKey.generate();

        assertThat(GradeAnswer.decode(ascii(TOKEN + KEY), other)).isEqualTo(BY_SENT_KEY);
        assertThat(GradeAnswer.decode(ascii(KEY + TOKEN), other)).isEqualTo(BY_SENT_KEY);
    }

    @Test
    void decode_withoutPause_consumesNothing() {
        ByteBuffer in = ByteBuffer.wrap(ascii(TOKEN));

        assertThat(decoder.decode(in, Boundary.MORE)).isNull();
        assertThat(in.position()).isZero();
    }

    @Test
    void decode_incompleteReplyAtAPause_consumesNothing() {
        String reply = TOKEN + KEY;
        for (int length = 0; length < reply.length(); length++) {
            ByteBuffer in = ByteBuffer.wrap(ascii(reply.substring(0, length)));

            assertThat(stranger.decode(in, Boundary.PAUSE)).isNull();
            assertThat(in.position()).isZero();
        }
    }

    @Test
    void decode_emptyReply_isNull() {
        assertThat(decoder.atBoundary(Boundary.END)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "x | the reply is not a token: 'x', 1 byte",
                "Midterm Average: 10.45 | the reply is not a token: 'Midterm Average: 10.45', 22 bytes; likely cause: the reply was not encrypted (grades-3.2)",
                "1803933GMA | the reply is not a token: '1803933GMA', 10 bytes; likely cause: the request, sent back by an echo server (grades-3.2)",
                "gAAAAAx=gAAAAAy= | the reply is not a token: 'gAAAAAx=gAAAAAy=', 16 bytes; likely cause: two tokens in a row: a reply is one token (grades-3.2)",
                "'gAAAAAx=' | the reply is not a token: ''gAAAAAx='', 10 bytes; likely cause: quotes around the token (grades-3.2)",
                "'gma' is no command (grades-1.3) | the reply is the server's explanation: 'gma' is no command (grades-1.3)",
                "HTTP/1.1 200 OK | the reply is not a token: 'HTTP/1.1 200 OK', 15 bytes; likely cause: an HTTP server (grades-3.2)",
                "x\u001b[2J\u00e9 | the reply is not a token: 'x\\x1b[2J\u00e9', 7 bytes",
                "gAAAAA | the reply begins like a token but is not one, 6 bytes: the token was truncated, or",
                "\" \r\n \" | the reply is only white space, 4 bytes (grades-3.1)",
                "b'gAAAAABrAN-SY9MEpenzL1t4 | the reply is not a token: 'b'gAAAAABrAN-SY9MEpenzL1t4', 26 bytes; likely cause: the text that Python prints for bytes: send the bytes themselves, not str() of them (grades-3.2)",
            })
    void decode_invalidTokenAtTheEnd_isExplained(String reply, String fault) {
        byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(bytes), Boundary.END))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith(fault)
                .extracting(problem -> ((ProtocolException) problem).reason())
                .isEqualTo(ProtocolException.Reason.MALFORMED);
    }

    @Test
    void decode_largestReply_isDecoded_andALargerOneRefused() {
        int spaces = GradeProtocol.MAX_REPLY_BYTES - TOKEN.length();

        assertThat(decoder.decode(ByteBuffer.wrap(ascii(TOKEN + " ".repeat(spaces))), Boundary.END))
                .isEqualTo(decoder.decode(ByteBuffer.wrap(ascii(TOKEN)), Boundary.END))
                .isNotNull();
        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(ascii(TOKEN + " ".repeat(spaces + 1))), Boundary.MORE))
                .hasMessage("the reply is larger than 16384 bytes (grades-3.7)");
    }

    @Test
    void decode_quotedTokens_areNotTakenForKeys() {
        assertFault(decoder, TOKEN + TOKEN, "the reply is not a token: '(a token)(a token)', ");
        assertFault(decoder, "b'" + TOKEN + "'", "the reply is not a token: 'b'(a token)'', ");
    }

    @Test
    void decode_undecryptableToken_isExplained() {
        String others = FernetKey.generate().text();
        assertFault(stranger, TOKEN, "the student's key does not decrypt the token");
        assertFault(decoder, TOKEN.replace("SY9M", "SY9N") + KEY, "the reply is a token and a key");
        assertFault(decoder, TOKEN.replace("SY9M", "SY9N"), "the student's key does not decrypt the token");
        assertFault(
                stranger, TOKEN + others, "the reply is a token and a key, but neither this key nor the student's key");
        assertFault(
                stranger,
                others + "\n" + TOKEN,
                "the reply is a token and a key, but neither this key nor the student's");
        String notStrict = "but is not strict URL-safe base64";
        assertFault(
                decoder,
                TOKEN.replace('-', '+'),
                notStrict + "; likely cause: the other base64 alphabet: use urlsafe_b64encode (grades-3.4)");
        assertFault(
                decoder,
                TOKEN.replace("SY9M", "SY\n9M"),
                notStrict + "; likely cause: a token in lines, as base64.encodebytes makes them (grades-3.4)");
        assertFault(
                decoder,
                TOKEN.substring(0, TOKEN.length() - 1),
                notStrict + "; likely cause: the padding '=' was removed (grades-3.4)");
        assertFault(
                stranger,
                TOKEN.substring(0, TOKEN.length() - 1),
                "the reply begins like a token but is not one, 119 bytes");
        assertFault(decoder, TOKEN.substring(0, 50), "the reply begins like a token but is not one, 50 bytes");
        assertFault(stranger, "b'" + TOKEN + "'", "likely cause: the text that Python prints for bytes");
        assertFault(stranger, "\0\0\0x" + TOKEN, "likely cause: a length before the token: a reply has none (");
        assertFault(decoder, "\0\0\1\f" + TOKEN, "likely cause: a length before the token: a reply has none (");
        assertFault(stranger, TOKEN + "\n" + TOKEN, "likely cause: two tokens in a row: a reply is one token");
        assertFault(
                decoder,
                Fernet.of(Documented.KEY).encrypt(new byte[] {(byte) 0xff}),
                "but its message is not UTF-8 text");
    }

    @Test
    void decode_quotesOnlyTheBeginningWithoutKeys() {
        assertFault(decoder, KEY, "the reply is a key without a token");
        assertFault(decoder, "Error: no mark " + KEY, "the reply is not a token: 'Error: no mark (a key)', 59 bytes");
        assertFault(decoder, KEY + " Error", "the reply is not a token: '(a key) Error', 50 bytes");
        assertFault(decoder, KEY.replace("=", ""), "the reply is not a token: '(a key)', 43 bytes");
        assertFault(
                decoder,
                "key: " + KEY.replace('-', '+').replace('_', '/'),
                "the reply is not a token: 'key: (a key)', 49 bytes");
        assertFault(decoder, "-".repeat(44), "the reply is not a token: '" + "-".repeat(44) + "', 44 bytes");
        assertFault(decoder, "no ".repeat(100), "'" + "no ".repeat(20) + "... (239 more)', 300 bytes");
    }

    @Test
    void decode_tokenAndKeyWithTextBetween_areRefused() {
        String only = "' between them: only white space may stand there (grades-4.2)";
        assertFault(decoder, TOKEN + "," + KEY, "the reply is a token and a key with '," + only);
        assertFault(decoder, KEY + " : " + TOKEN, "the reply is a token and a key with ':" + only);
    }

    private static void assertFault(GradeReplyDecoder decoder, String reply, String fault) {
        assertThatThrownBy(() -> decoder.decode(ByteBuffer.wrap(ascii(reply)), Boundary.END))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void decode_emptyText_isAccepted() {
        String token = Fernet.of(Documented.KEY).encryptText("");

        assertThat(GradeAnswer.decode(ascii(token), Documented.KEY)).isEqualTo(new GradeAnswer("", OpenedWith.OWN_KEY));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
