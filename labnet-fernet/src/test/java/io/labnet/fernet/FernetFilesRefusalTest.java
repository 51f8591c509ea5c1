// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.INVALID;
import static io.labnet.fernet.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.labnet.fernet.internal.StrictBase64;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that a refused file leaves no temporary file behind and does not change the target. */
class FernetFilesRefusalTest {
    /** The number of characters read at a time. */
    private static final int PIECE = 64 << 10;

    private static final Instant THEN = Instant.ofEpochSecond(499_162_800);
    private static final FernetKey KEY = FernetKey.generate(new Random(1));
    private static final Fernet FERNET = Fernet.of(KEY).at(THEN);
    private static final FernetFiles FILES = new FernetFiles(FERNET);
    private static final byte[] MESSAGE = new byte[100_000];
    private static final String TOKEN = FERNET.encrypt(MESSAGE);

    @TempDir
    private Path directory;

    private Path source;
    private Path target;

    @BeforeEach
    void writeTarget() throws IOException {
        source = directory.resolve("source");
        target = Files.writeString(directory.resolve("target"), "was there");
    }

    private void assertNothingChanged() throws IOException {
        assertThat(target).hasContent("was there");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(source, target);
        }
    }

    private void assertRefused(String text) throws IOException {
        Files.writeString(source, text);
        assertThat(refusal(() -> FILES.decrypt(source, target))).hasMessage(INVALID);
        assertNothingChanged();
    }

    @Test
    void decrypt_oneLineFeedAtEnd_isAccepted() throws IOException {
        Files.writeString(source, TOKEN + "\n");

        assertThat(FILES.decrypt(source, target).plaintextBytes()).isEqualTo(MESSAGE.length);
        assertThat(target).hasBinaryContent(MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\n\n", "%s\r\n", "%s\r", "%s ", "\n%s", " %s", "\ufeff%s", "%s=", "%s\0", "%s%1$s"})
    void decrypt_otherTextAroundToken_throws(String around) throws IOException {
        assertRefused(around.formatted(TOKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "=", "gAAA", "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODw=="})
    void decrypt_notAToken_throws(String text) throws IOException {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE - 1, 2 * PIECE, 2 * PIECE + 1})
    void decrypt_foreignCharacterAnywhere_throws(int at) throws IOException {
        for (String foreign : List.of("=", "+", " ", "\n", "\0", "\u00ff")) {
            String before = TOKEN.substring(0, at);
            String after = TOKEN.substring(at + 1);
            Files.write(source, (before + foreign + after).getBytes(StandardCharsets.ISO_8859_1));
            assertThat(refusal(() -> FILES.decrypt(source, target))).hasMessage(INVALID);
        }
        assertNothingChanged();
    }

    @Test
    void decrypt_paddingAtEndOfPiece_throws() throws IOException {
        String end = StrictBase64.encode(new byte[1]);
        String begin = TOKEN.substring(0, PIECE - end.length());

        assertRefused(begin + end + TOKEN.substring(PIECE));
    }

    @Test
    void decrypt_flippedBitAnywhere_throws() throws IOException {
        byte[] token = Base64.getUrlDecoder().decode(TOKEN);
        for (int at : new int[] {0, 1, 8, 9, 24, 25, 49_152, token.length - 33, token.length - 32, token.length - 1}) {
            token[at] ^= 1;
            assertRefused(Base64.getUrlEncoder().encodeToString(token));
            token[at] ^= 1;
        }
    }

    @Test
    void decrypt_truncatedOrExtendedToken_throws() throws IOException {
        byte[] token = Base64.getUrlDecoder().decode(FERNET.encrypt(new byte[40]));
        for (int length = 0; length < token.length + 40; length++) {
            if (length != token.length) {
                assertRefused(Base64.getUrlEncoder().encodeToString(Arrays.copyOf(token, length)));
            }
        }
        for (int length : new int[] {4, 1000, PIECE, PIECE + 4, TOKEN.length() - 4}) {
            assertRefused(TOKEN.substring(0, length));
        }
    }

    @Test
    void decrypt_malformedWithValidMac_throws() throws Exception {
        Forger forger = new Forger(KEY);
        for (int length = 0; length < 50; length++) {
            if (length % 16 != 0 || length == 0) {
                assertRefused(forger.signed(0x80, 0, new byte[length]));
            }
        }
        assertRefused(forger.signed(0x81, 0, new byte[16]));
        assertRefused(forger.signed(new byte[0]));
        assertRefused(forger.signed(new byte[] {(byte) 0x80}));
    }

    @Test
    void decrypt_wrongPaddingWithValidMac_throws() throws Exception {
        for (int blocks : new int[] {1, 2, 3072, 3073, 6144}) {
            byte[] padded = new byte[16 * blocks];
            for (int last : new int[] {0, 2, 17, 255}) {
                padded[padded.length - 1] = (byte) last;
                assertRefused(new Forger(KEY).token(0, padded));
            }
        }
    }

    @Test
    void decrypt_checksTimeAfterMac() throws IOException {
        FernetFiles late = new FernetFiles(FERNET.at(THEN.plusSeconds(61)));
        FernetFiles early = new FernetFiles(FERNET.at(THEN.minusSeconds(61)));
        Duration minute = Duration.ofSeconds(60);

        assertRefused(TOKEN.replaceAll("....$", "AA=="));
        assertThat(refusal(() -> late.decrypt(source, target, minute))).hasMessage(INVALID);
        Files.writeString(source, TOKEN);
        assertThat(refusal(() -> late.decrypt(source, target, minute)).reason())
                .isEqualTo(FernetException.Reason.EXPIRED);
        assertThat(refusal(() -> early.decrypt(source, target, minute)).reason())
                .isEqualTo(FernetException.Reason.FROM_THE_FUTURE);
        assertNothingChanged();
        assertThatIllegalArgumentException().isThrownBy(() -> late.decrypt(source, target, Duration.ofSeconds(-1)));
        assertThat(late.decrypt(source, target, Duration.ofSeconds(61)).timestamp())
                .isEqualTo(THEN.getEpochSecond());
    }

    @Test
    void decrypt_fileChangedAfterFirstPass_throws() throws IOException {
        Files.writeString(source, TOKEN);
        FernetFiles watched = FILES.withProgress((done, total) -> {
            if (done == total / 2) {
                overwrite(PIECE + 10, "BBBB");
            }
        });

        assertThat(refusal(() -> watched.decrypt(source, target))).hasMessage(INVALID);
        assertNothingChanged();
    }

    /** The other token is also genuine, but it may be older than the time to live. */
    @Test
    void decrypt_fileReplacedByOtherTokenAfterFirstPass_throws() throws IOException {
        String old = FERNET.at(THEN.minusSeconds(1000)).encrypt(MESSAGE);
        Files.writeString(source, TOKEN);
        FernetFiles watched = FILES.withProgress((done, total) -> {
            if (done == total / 2) {
                overwrite(0, old);
            }
        });

        assertThat(refusal(() -> watched.decrypt(source, target, Duration.ofMinutes(1))))
                .hasMessage(INVALID);
        assertNothingChanged();
    }

    @Test
    void decrypt_fileTruncatedWhileRead_throws() throws IOException {
        Files.writeString(source, TOKEN);
        FernetFiles watched = FILES.withProgress((done, total) -> {
            try (FileChannel file = FileChannel.open(source, StandardOpenOption.WRITE)) {
                file.truncate(done + 100);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(refusal(() -> watched.decrypt(source, target))).hasMessage(INVALID);
        assertNothingChanged();
    }

    private void overwrite(long at, String text) {
        try (FileChannel file = FileChannel.open(source, StandardOpenOption.WRITE)) {
            file.write(StandardCharsets.US_ASCII.encode(text), at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void decrypt_lenient_acceptsLenientText() throws IOException {
        FernetFiles lenient = new FernetFiles(FERNET.lenient());
        String wrapped = " \n" + TOKEN.replaceAll("(.{76})", "$1\r\n") + "\n\ngarbage";
        Files.write(source, wrapped.getBytes(StandardCharsets.US_ASCII));
        lenient.decrypt(source, target);
        assertThat(target).hasBinaryContent(MESSAGE);

        Files.writeString(target, "was there");
        Files.writeString(source, TOKEN.substring(0, TOKEN.length() - 1));
        assertThat(refusal(() -> lenient.decrypt(source, target))).hasMessage(INVALID);
        assertNothingChanged();
    }
}
