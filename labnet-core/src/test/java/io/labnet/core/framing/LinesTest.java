// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.framing;

import static io.labnet.core.framing.Refusals.assertMistake;
import static io.labnet.core.framing.Refusals.assertRefused;
import static io.labnet.core.framing.Refusals.latin;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LinesTest {
    private final Framing<String> lf = Lines.lf().framing(5);
    private final Framing<String> crLf = Lines.crLf().framing(5);
    private final Framing<String> both = Lines.lf().acceptingBoth().framing(5);

    @Test
    void decode_line_excludesItsEnd() {
        assertThat(lf.decode(latin("one\n"))).isEqualTo("one");
        assertThat(crLf.decode(latin("one\r\n"))).isEqualTo("one");
        assertThat(both.decode(latin("one\n"))).isEqualTo("one");
        assertThat(both.decode(latin("one\r\n"))).isEqualTo("one");
        assertThat(both.decode(latin("\r\n"))).isEmpty();
    }

    @Test
    void decode_lfOnly_keepsCarriageReturn() {
        assertThat(lf.decode(latin("one\r\n"))).isEqualTo("one\r");
    }

    @Test
    void decode_crLfOnly_refusesHalfAnEnd() {
        assertRefused(
                crLf,
                latin("ab\n"),
                "MALFORMED at 2: a line feed without a carriage return before it does not end a line");
        String plain = "MALFORMED at 2: a carriage return without a line feed after it does not end a line";
        assertRefused(crLf, latin("ab\rc\r\n"), plain);
        assertRefused(both, latin("ab\rc\r\n"), plain);
        assertRefused(both, latin("ab\r\r\n"), plain);
    }

    @Test
    void decode_lineTooLong_isRefusedWithAnyEnd() {
        assertThat(both.decode(latin("12345\n"))).isEqualTo("12345");
        assertThat(both.decode(latin("12345\r\n"))).isEqualTo("12345");
        String expected = "TOO_LARGE at 5: a line is longer than the limit of 5 bytes";
        assertRefused(both, latin("123456\n"), expected);
        assertRefused(both, latin("123456"), expected);
        assertRefused(lf, latin("12345\r\n"), expected);
        assertThat(both.maxBytes()).isEqualTo(7);
        assertThat(lf.maxBytes()).isEqualTo(6);
    }

    @Test
    void decode_lastLineWithoutEnd_isRefusedByDefault() {
        assertRefused(lf, latin("one"), "TRUNCATED at 3: the message ends after 3 bytes of an incomplete message");
        assertThat(Lines.crLf().acceptingLastWithoutEnd().framing(5).decode(latin("one")))
                .isEqualTo("one");
        assertRefused(
                Lines.crLf().acceptingLastWithoutEnd().framing(5),
                latin("one\r"),
                "TRUNCATED at 4: the message ends after 4 bytes of an incomplete message");
    }

    @Test
    void decode_invalidBytes_areRefused() {
        assertRefused(lf, latin("ab\u00e9c\n"), "MALFORMED at 2: byte 0xe9 after \"ab\" is not UTF-8");
        assertRefused(lf, latin("a\u00e2\u0082\n"), "MALFORMED at 1: byte 0xe2 after \"a\" is not UTF-8");
        assertRefused(
                Lines.lf().withCharset(StandardCharsets.US_ASCII).framing(5),
                latin("\u00e9\n"),
                "MALFORMED at 0: byte 0xe9 after \"\" is not US-ASCII");
        assertThat(Lines.lf()
                        .withCharset(StandardCharsets.ISO_8859_1)
                        .framing(5)
                        .decode(latin("\u00e9\n")))
                .isEqualTo("\u00e9");
    }

    @Test
    void decode_encodedReplacementCharacter_isAccepted() {
        assertThat(lf.decode("\ufffd\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("\ufffd");
    }

    @Test
    void encode_appendsLineEnd() {
        assertThat(lf.encode("one")).isEqualTo(latin("one\n"));
        assertThat(crLf.encode("one")).isEqualTo(latin("one\r\n"));
        assertThat(Lines.crLf().acceptingBoth().framing(5).encode("")).isEqualTo(latin("\r\n"));
        assertThat(lf.encode("a\r")).isEqualTo(latin("a\r\n"));
    }

    @Test
    void encode_lineEndInText_throws() {
        assertMistake(() -> lf.encode("a\nb"), "a line must not contain a line end");
        assertMistake(() -> both.encode("a\rb"), "a line must not contain a line end");
        assertMistake(() -> lf.encode("123456"), "a message of 6 bytes is larger than the limit of 5");
        assertMistake(() -> lf.encode("\ud800"), "'\\ud800' has a character that UTF-8 does not have");
    }

    @Test
    void options_invalid_throw() {
        assertMistake(() -> Lines.lf().framing(-1), "maxBytes -1 is negative");
        assertMistake(
                () -> Lines.crLf().framing(Integer.MAX_VALUE),
                "maxBytes 2147483647 and 2 more for the rest of a message are more than 2147483647");
        assertMistake(
                () -> Lines.lf().withCharset(StandardCharsets.UTF_16), "UTF-16 does not write line ends as ASCII does");
        assertMistake(
                () -> Lines.lf().withCharset(Charset.forName("ISO-2022-CN")),
                "ISO-2022-CN can only be read, not written");
    }
}
