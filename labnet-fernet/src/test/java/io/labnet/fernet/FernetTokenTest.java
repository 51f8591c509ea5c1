// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.labnet.fernet.internal.TokenFormat;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FernetTokenTest {
    private static final String PUBLISHED =
            "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";
    private static final String NOT_BASE64 = "the text is not strict URL-safe base64 of at most 67108937 bytes";

    @Test
    void parseLenient_acceptsLenientTexts() {
        String text = Fernet.of(FernetKey.generate()).encryptText("hello");
        String loose = text.substring(0, 10).replace('-', '+') + "!\n" + text.substring(10) + "==trailing";

        assertThat(FernetToken.parseLenient(loose).text()).isEqualTo(text);
        assertThat(FernetToken.parseLenient(text)).isEqualTo(FernetToken.parse(text));
        assertThat(refusal(() -> FernetToken.parse(loose)).reason()).isEqualTo(FernetException.Reason.INVALID);
        for (String none : new String[] {"", "gAAA", text + "\u00e9", "A".repeat(89_478_588)}) {
            assertThat(refusal(() -> FernetToken.parseLenient(none)).reason())
                    .isEqualTo(FernetException.Reason.INVALID);
        }
    }

    @Test
    void parse_publishedToken_hasExpectedFields() {
        FernetToken token = FernetToken.parse(PUBLISHED);

        assertThat(token.version()).isEqualTo(0x80);
        assertThat(token.timestamp()).isEqualTo(499_162_800);
        assertThat(token.iv()).asHexString().isEqualTo("000102030405060708090A0B0C0D0E0F");
        assertThat(token.ciphertext()).asHexString().isEqualTo("2D36D5CA46556299FDE13008633804B2");
        assertThat(token.mac())
                .asHexString()
                .isEqualTo("C5FF9095F5D38F9AB86E5543E02686F03B3EC971B9AB47AE23566A54E08C2A0C");
        assertThat(token.text()).isEqualTo(PUBLISHED);
        assertThat(token.bytes()).isEqualTo(Base64.getUrlDecoder().decode(PUBLISHED));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void timestamp_isUnsigned(long timestamp) throws Exception {
        String text = new Forger(FernetKey.generate()).token(timestamp, new byte[32]);

        assertThat(FernetToken.parse(text).timestamp()).isEqualTo(timestamp);
        assertThat(FernetToken.parse(text))
                .hasToString("FernetToken[timestamp=" + Long.toUnsignedString(timestamp) + ", ciphertext of 32 bytes]");
    }

    @Test
    void parse_whiteSpaceAround_isNamedInMessage() {
        assertThat(refusal(() -> FernetToken.parse(PUBLISHED + "\n")))
                .hasMessage(NOT_BASE64 + ", with white space around it");
        assertThat(refusal(() -> FernetToken.parseLenient("gAAA\n")).getMessage())
                .doesNotContain("white space");
    }

    @ParameterizedTest
    @ValueSource(strings = {" %s", "%s ", "%s\n", "\n%s", "%s\r\n", "%s=", "%s==", "%s\0", "\ufeff%s", "\"%s\"", "%sA"})
    void parse_textAroundToken_throws(String around) {
        assertNotBase64(around.formatted(PUBLISHED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "\n", "\r", "\t", "\0", "+", "/", "=", "%", ".", "\u00e9", "\u0141", "\u4e16", "\uff21"})
    void parse_foreignCharacterAnywhere_throws(String foreign) {
        for (int at = 0; at < PUBLISHED.length(); at++) {
            String replaced = PUBLISHED.substring(0, at) + foreign + PUBLISHED.substring(at + 1);
            if (!replaced.equals(PUBLISHED)) {
                assertNotBase64(replaced);
            }
            String inserted = PUBLISHED.substring(0, at) + foreign.repeat(4) + PUBLISHED.substring(at);
            assertNotBase64(inserted);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DA", "DA=", "DA===", "DB==", "DI==", "DP==", "D===", "====", "DA=A", "=DA="})
    void parse_otherEndOfText_throws(String end) {
        assertNotBase64(PUBLISHED.substring(0, PUBLISHED.length() - 4) + end);
    }

    @Test
    void parse_textTooLong_throwsBeforeAnyWork() {
        assertNotBase64("A".repeat(TokenFormat.textLength(Fernet.MAX_PLAINTEXT_BYTES) + 4));
    }

    @Test
    void parse_null_throws() {
        assertThatNullPointerException().isThrownBy(() -> FernetToken.parse(null));
    }

    private static void assertNotBase64(String text) {
        FernetException refusal = refusal(() -> FernetToken.parse(text));
        assertThat(refusal)
                .hasMessage(text.equals(text.strip()) ? NOT_BASE64 : NOT_BASE64 + ", with white space around it");
        assertThat(refusal.reason()).isEqualTo(FernetException.Reason.INVALID);
    }

    @Test
    void of_bytes_areCopied() {
        byte[] bytes = Base64.getUrlDecoder().decode(PUBLISHED);
        FernetToken token = FernetToken.of(bytes);
        bytes[1] = 1;
        token.bytes()[2] = 1;
        token.iv()[0] = 1;
        token.ciphertext()[0] = 1;
        token.mac()[0] = 1;

        assertThat(token.text()).isEqualTo(PUBLISHED);
    }

    @Test
    void of_impossibleLength_throws() {
        byte[] valid = Base64.getUrlDecoder().decode(PUBLISHED);
        for (int length = 0; length < 200; length++) {
            byte[] bytes = Arrays.copyOf(valid, length);
            if (length >= 73 && (length - 57) % 16 == 0) {
                assertThat(FernetToken.of(bytes).ciphertext()).hasSize(length - 57);
            } else {
                assertThat(refusal(() -> FernetToken.of(bytes)))
                        .as("length %s", length)
                        .hasMessage(
                                length < 73
                                        ? "a token has at least 73 bytes, this has " + length
                                        : "the ciphertext has " + (length - 57) + " bytes, not a multiple of 16");
            }
        }
    }

    @Test
    void of_otherVersion_throws() {
        byte[] bytes = Base64.getUrlDecoder().decode(PUBLISHED);
        for (int version = 0; version < 256; version++) {
            bytes[0] = (byte) version;
            if (version != 0x80) {
                assertThat(refusal(() -> FernetToken.of(bytes)))
                        .hasMessage("the version is 0x%02x, not 0x80".formatted(version));
            }
        }
    }

    @Test
    void of_moreBytesThanLargestToken_throws() {
        byte[] bytes = new byte[TokenFormat.MAX_BYTES + 16];
        bytes[0] = (byte) 0x80;

        assertThat(refusal(() -> FernetToken.of(bytes)))
                .hasMessage("a token has at most 67108937 bytes, this has 67108953");
    }

    @Test
    void equals_comparesEveryByte() {
        FernetToken token = FernetToken.parse(PUBLISHED);
        byte[] other = token.bytes();
        other[72] ^= 1;

        assertThat(token)
                .isEqualTo(FernetToken.parse(PUBLISHED))
                .hasSameHashCodeAs(FernetToken.parse(PUBLISHED))
                .isNotEqualTo(FernetToken.of(other))
                .isNotEqualTo(null)
                .isNotEqualTo(PUBLISHED);
    }
}
