// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.xorproto.XorCipher;
import io.labnet.xorproto.XorData;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.server.XorText;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerMistakeTest {
    private static final String TEXT = "hello, KAIST network lab 2020!";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "HELLO, KAIST NETWORK LAB 2020! | the case of the letters was changed (xor-4.5)",
                "hello, KAIST NETWORK lab 2020! | the case of the letters was changed (xor-4.5)",
                "b'hello, KAIST network lab 2020!' | the text that Python prints for bytes: send the bytes themselves,"
                        + " not str() of them (xor-4.4)",
                "hello, KAIST network lab 2020!\\n | a line end or white space was added (xor-4.4)",
                "hello, KAIST network lab 2020!hello, KAIST network lab 2020! | the text was sent more than once (xor-4.4)",
                "0123456789abcdefhello, KAIST network lab 2020! | the header was decrypted and sent back as data (xor-4.4)",
            })
    void answer_hasCause(String answer, String cause) throws IOException {
        assertThat(fault(TEXT, answer.replace("\\n", "\n"))).endsWith("; likely cause: " + cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello, KAIST network lab 2021! | AT BYTE 28: \"1!\" CAME, NOT \"0!\" (xor-4.5)",
                "hello | HAS 5 BYTES, BUT THE TEXT HAS 30 (xor-4.4)",
                "abcdefghijklmnopqrstuvwxyzabcd | AT BYTE 0: \"abcdefgh\"... CAME, NOT \"hello, K\"... (xor-4.5)",
            })
    void answer_withoutKnownMistake_hasNoCause(String answer, String fault) throws IOException {
        assertThat(fault(TEXT, answer)).endsWith(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sbmt | they were decrypted with 'sbmt', not with the key 'tree'",
                "tttt | they were decrypted with 'tttt', not with the key 'tree'",
                "eetr | the key starts at another letter from there on",
            })
    void answer_decryptedWithOtherKey_hasCause(String key, String cause) throws IOException {
        byte[] encrypted = XorCipher.of("tree").apply(TEXT.getBytes(ISO_8859_1));

        assertThat(fault(TEXT, new String(XorCipher.of(key).apply(encrypted), ISO_8859_1)))
                .contains("; likely cause: " + cause);
    }

    @Test
    void answer_whoseFirstBytesFitByChance_hasCause() throws IOException {
        String text = "big words in a longer text";

        assertThat(fault(text, "b'" + text + "'")).contains("likely cause: the text that Python prints for bytes");
        assertThat(fault(text, "big4567890123456" + text)).contains("likely cause: the header was decrypted");
    }

    @Test
    void answer_stillEncrypted_hasCause() throws IOException {
        byte[] encrypted = XorCipher.of("tree").apply(TEXT.getBytes(ISO_8859_1));

        assertThat(fault(TEXT, new String(encrypted, ISO_8859_1)))
                .endsWith(
                        "; likely cause: the data came back as they were sent: decrypt them with the key 'tree' (xor-4.5)");
    }

    @Test
    void answer_whoseKeyStartsAgain_hasCause() throws IOException {
        byte[] encrypted = XorCipher.of("tree").apply(TEXT.getBytes(ISO_8859_1));
        byte[] first = XorCipher.of("tree").apply(Arrays.copyOf(encrypted, 10));
        byte[] second = XorCipher.of("tree").apply(Arrays.copyOfRange(encrypted, 10, encrypted.length));

        assertThat(fault(TEXT, new String(first, ISO_8859_1) + new String(second, ISO_8859_1)))
                .contains("AT BYTE 10: ")
                .contains("; likely cause: the key starts at another letter from there on");
    }

    @Test
    void answer_withoutBytesOfHeaderThatWasNone_hasCause() throws IOException {
        String text = "The quick brown fox jumps over the lazy dog, and the dog does not care.";

        assertThat(fault(text, text.substring(0, 20) + text.substring(36)))
                .endsWith("; likely cause: 16 bytes were left out: what the next recv returned was taken for a packet"
                        + " with a header (xor-4.4)");
    }

    @ParameterizedTest
    @CsvSource({
        "1008, recv(1024) was taken for a whole packet",
        "9984, only the first packets of the text were sent back"
    })
    void answer_endingAtBoundary_hasCause(int length, String cause) throws IOException {
        String text = "x".repeat(2 * XorPacket.MAX_DATA_BYTES + 1);

        assertThat(fault(text, text.substring(0, length))).contains("; likely cause: " + cause);
        assertThat(fault(text, text.substring(0, length + 1))).doesNotContain("likely cause");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, XorPacket.MAX_DATA_BYTES})
    void answer_inPacketsOfAnySize_hasCause(int packetBytes) throws IOException {
        assertThat(fault(TEXT, TEXT + TEXT, packetBytes)).contains("likely cause: the text was sent more than once");
        assertThat(fault("hi", "hihihihihi", packetBytes)).contains("likely cause: the text was sent more than once");
        assertThat(fault(TEXT, TEXT + "\r\n", packetBytes)).contains("likely cause: a line end or white space");
        assertThat(fault(TEXT, TEXT + "h" + "?".repeat(40), packetBytes)).doesNotContain("likely cause");
    }

    private static String fault(String text, String answer) throws IOException {
        return fault(text, answer, XorPacket.MAX_DATA_BYTES);
    }

    private static String fault(String text, String answer, int packetBytes) throws IOException {
        AnswerCheck check = new AnswerCheck(XorText.of(text.getBytes(ISO_8859_1)), "tree");
        byte[] bytes = answer.getBytes(ISO_8859_1);
        for (int from = 0; from == 0 || from < bytes.length; from += packetBytes) {
            int to = Math.min(bytes.length, from + packetBytes);
            check.add(XorData.of(Arrays.copyOfRange(bytes, from, to)));
        }
        return check.fault().getMessage();
    }
}
