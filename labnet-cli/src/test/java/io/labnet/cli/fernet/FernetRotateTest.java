// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.CommandRun;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code labnet fernet rotate}, on one token per line. */
class FernetRotateTest {
    private static final FernetKey KEY = FernetKey.generate();
    private static final FernetKey OLD_KEY = FernetKey.generate();
    private static final long THEN = 1_700_000_000;
    private static final String NEW =
            Fernet.of(KEY).at(Instant.ofEpochSecond(THEN)).encryptText("new");
    private static final String OLD =
            Fernet.of(OLD_KEY).at(Instant.ofEpochSecond(THEN)).encryptText("old");
    private static final String OTHER = Fernet.of(FernetKey.generate()).encryptText("other");
    private static final String BY_NO_KEY = " is a token of none of the keys, or was changed";
    private static final String TO_KEY_1 = " to key 1 (" + KEY.fingerprint() + "), ";

    @TempDir
    Path folder;

    private String keys = "";

    @BeforeEach
    void writeKeys() throws IOException {
        keys = " --key-file " + FernetRun.keyFile(folder.resolve("keys"), KEY.text() + "\n" + OLD_KEY.text() + "\n");
    }

    @Test
    void token_isRotatedAndKeepsItsTimestamp() {
        CommandRun run = rotated(OLD + "\n", 0);

        assertThat(run.out()).matches("[^\n]+\n").isNotEqualTo(OLD + "\n");
        String token = run.out().strip();
        assertThat(Fernet.of(KEY).decryptText(token)).isEqualTo("old");
        assertThat(Fernet.of(KEY).timestamp(token)).isEqualTo(THEN);
        assertThat(run.errorLines())
                .containsExactly(
                        "key 2 opened 1 token: fingerprint " + OLD_KEY.fingerprint() + ", line 2 of the key file "
                                + folder.resolve("keys"),
                        "1 token: 1 rotated" + TO_KEY_1 + "0 already under it, 0 refused");
        assertThat(rotated(run.out(), 0).out()).isEqualTo(run.out());
    }

    @Test
    void lines_keepTheirPlace() {
        String tokens = IntStream.range(0, 1000)
                .mapToObj(i -> i % 10 == 0 ? NEW : Fernet.of(OLD_KEY).encryptText("message " + i))
                .collect(Collectors.joining("\n"));

        CommandRun run = rotated(tokens + "\n" + OTHER + "\n", 1);

        List<String> lines = run.lines();
        for (int i = 0; i < 1000; i++) {
            if (i % 10 == 0) {
                assertThat(lines.get(i)).isEqualTo(NEW);
            } else {
                assertThat(Fernet.of(KEY).decryptText(lines.get(i))).isEqualTo("message " + i);
            }
        }
        assertThat(lines).hasSize(1001).last().isEqualTo(OTHER);
        assertThat(run.errorLines())
                .hasSize(4)
                .startsWith("line 1001" + BY_NO_KEY)
                .last()
                .isEqualTo("1,001 tokens: 900 rotated" + TO_KEY_1 + "100 already under it, 1 refused");
    }

    /** White space around tokens, line ends and empty lines stay; {@code NEW} and {@code OLD} are tokens. */
    @ParameterizedTest
    @ValueSource(
            strings = {"OLD\n", "OLD\r\nNEW\r\n", "\n\nOLD\n \t\n", "  OLD\t\n", "NEW\n\n", "\u000cOLD\u000b\nOLD\n"})
    void everythingAroundATokenIsKept(String form) throws IOException {
        String text = form.replace("OLD", OLD).replace("NEW", NEW);
        Path file = Files.writeString(folder.resolve("tokens"), text);

        String out = rotated(text, 0).out();
        FernetRun.of("rotate" + keys + " " + file + " -o " + file).exited(0);

        for (String result : List.of(out, Files.readString(file))) {
            assertThat(result.replace(NEW, "NEW").replaceAll("gAAAA[\\w-]+=*", "OLD"))
                    .isEqualTo(form);
            assertThat(result).doesNotContain(OLD);
        }
    }

    /** A shell shows its prompt on the next line, and a file of one token stays one. */
    @Test
    void missingLineFeed_isAddedToStandardOutputOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), NEW + "\n" + OLD);

        assertThat(rotated(NEW, 0).out()).isEqualTo(NEW + "\n");
        assertThat(rotated(OLD, 0).out()).matches("[^\n]+\n");
        assertThat(FernetRun.of("rotate" + keys + " " + file + " -o " + file)
                        .exited(0)
                        .out())
                .isEmpty();
        assertThat(file).content().startsWith(NEW + "\n").doesNotEndWith("\n").hasLineCount(2);
        assertThat(folder).isDirectoryNotContaining("regex:.*\\.tmp");
    }

    /** What is wrong with the second of three lines. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            token | is not a token: it has 5 characters, not a multiple of 4; is it cut off?
            gAAAAA== | is not a token: it has 8 characters; a token has at least 73 bytes, this has 4
            OTHER | is a token of none of the keys, or was changed
            OLD OLD | is not a token: column 101 is the byte 0x20; are these two tokens?
            OLDOLD | is not a token: column 101 is 'g'; are these two tokens?
            OLD​ | is not a token: column 101 is the byte 0xe2
            # OLD | is not a token: column 1 is '#'
            +OLD | is not a token: column 1 is '+', which only --lenient accepts
            \ufeffOLD | is not a token: column 1 is the byte 0xef, a byte order mark: were files joined?
            """)
    void refusedLine_isCopiedAndNamed(String form, String fault) throws IOException {
        String line = form.translateEscapes().replace("OLD", OLD).replace("OTHER", OTHER);
        Path file = Files.writeString(folder.resolve("tokens"), NEW + "\n" + line + "\n" + OLD + "\n");
        Path target = Files.writeString(folder.resolve("target"), "as it was");

        CommandRun run = FernetRun.of("rotate" + keys + " " + file).exited(1);
        CommandRun toFile =
                FernetRun.of("rotate" + keys + " " + file + " -o " + target).exited(1);

        assertThat(run.lines()).hasSize(3).startsWith(NEW, line);
        assertThat(Fernet.of(KEY).decryptText(run.lines().get(2))).isEqualTo("old");
        assertThat(run.errorLines()).first().isEqualTo("line 2 " + fault);
        assertThat(run.errorLines())
                .last()
                .isEqualTo("3 tokens: 1 rotated" + TO_KEY_1 + "1 already under it, 1 refused");
        assertThat(run.err()).doesNotContain(OLD.substring(0, 20)).doesNotContain(KEY.text());
        assertThat(target).hasContent("as it was");
        assertThat(toFile.errorLines())
                .startsWith(run.errorLines().toArray(String[]::new))
                .last()
                .isEqualTo("labnet fernet rotate: " + target
                        + " was not written, because tokens were refused; without -o they are copied");
        assertThat(folder).isDirectoryNotContaining("regex:.*\\.tmp");
    }

    @Test
    void bytesThatAreNoText_areCopied() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = 0; b < 256; b++) {
            bytes.write(b);
        }
        byte[] line = bytes.toByteArray();

        CommandRun run = FernetRun.fed(line, "rotate" + keys).exited(1);

        assertThat(run.bytes()).startsWith(line).hasSize(257);
        assertThat(run.errorLines())
                .contains(
                        "line 1 is not a token: column 1 is the byte 0x00; is this UTF-16? UTF-8 is expected",
                        "line 2 is not a token: column 4 is the byte 0x0e");
    }

    /** The rest of the line is copied without holding it; neither does the test hold it. */
    @Test
    void lineThatIsLongerThanAnyToken_isCopied() throws Exception {
        byte[] piece = "A".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        List<InputStream> pieces = new ArrayList<>();
        for (int i = 0; i < TokenInput.MAX_LENGTH / piece.length + 2; i++) {
            pieces.add(new ByteArrayInputStream(piece));
        }
        pieces.add(new ByteArrayInputStream(("\n" + NEW + "\n").getBytes(StandardCharsets.US_ASCII)));
        MessageDigest given = MessageDigest.getInstance("SHA-256");
        MessageDigest copied = MessageDigest.getInstance("SHA-256");
        InputStream in = new DigestInputStream(new SequenceInputStream(Collections.enumeration(pieces)), given);

        CommandRun run = FernetRun.piped(
                        in, new DigestOutputStream(OutputStream.nullOutputStream(), copied), "rotate" + keys)
                .exited(1);

        assertThat(copied.digest()).isEqualTo(given.digest());
        assertThat(run.errorLines())
                .startsWith("line 1 is larger than the limit: it has more than 89478584 characters,"
                        + " so its message has more than 64 MiB")
                .last()
                .isEqualTo("2 tokens: 0 rotated" + TO_KEY_1 + "1 already under it, 1 refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n\t\n", "\ufeff\n"})
    void inputWithoutTokens_isCopied(String text) throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "as it was");

        CommandRun run = rotated(text, 0);
        FernetRun.fed(text, "rotate" + keys + " -o " + target).exited(0);

        assertThat(run.out()).isEqualTo(text);
        assertThat(run.errorLines()).containsExactly("0 tokens");
        assertThat(target).hasContent(text);
    }

    @Test
    void byteOrderMark_isCopied() {
        CommandRun run = rotated("\ufeff" + OLD + "\n", 0);

        assertThat(run.out())
                .startsWith("\ufeffgAAAA")
                .hasSize(OLD.length() + 2)
                .doesNotContain(OLD);
    }

    /** As PowerShell wrote it. */
    @Test
    void utf16_isNamed() {
        CommandRun run = FernetRun.fed(("\ufeff" + OLD + "\r\n").getBytes(StandardCharsets.UTF_16LE), "rotate" + keys)
                .exited(1);

        assertThat(run.errorLines())
                .startsWith("line 1 is not a token: column 1 is the byte 0xff; is this UTF-16? UTF-8 is expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff", "NEW\n \t"})
    void key_isNotCopied(String before) throws IOException {
        String text = before.replace("NEW", NEW) + OLD_KEY.text() + "\r\n" + OLD + "\n";
        Path target = Files.writeString(folder.resolve("target"), "as it was");

        CommandRun run = FernetRun.fed(text, "rotate" + keys).exited(1);
        CommandRun toFile =
                FernetRun.fed(text, "rotate" + keys + " -o " + target).exited(1);

        assertThat(run.out()).doesNotContain(OLD_KEY.text());
        assertThat(run.errorLines())
                .containsExactly("labnet fernet rotate: line " + (before.startsWith("NEW") ? 2 : 1)
                        + " is a Fernet key, not a token; it was not copied");
        assertThat(toFile.err()).isEqualTo(run.err());
        assertThat(target).hasContent("as it was");
    }

    @Test
    void manyRefusedLines_areCounted() {
        CommandRun run = rotated("?\n".repeat(1234) + OLD + "\n", 1);

        assertThat(run.out()).startsWith("?\n".repeat(1234) + "gAAAA");
        assertThat(run.errorLines())
                .hasSize(103)
                .contains("line 100 is not a token: column 1 is '?'", "1,134 more lines were refused")
                .last()
                .isEqualTo("1,235 tokens: 1 rotated" + TO_KEY_1 + "0 already under it, 1,234 refused");
    }

    @Test
    void sameKeyTwice_isTheFirst() {
        String twice = " --key " + KEY.text() + " --key " + KEY.text();

        CommandRun run = FernetRun.fed(NEW + "\n", "rotate" + twice).exited(0);

        assertThat(run.out()).isEqualTo(NEW + "\n");
        assertThat(run.errorLines())
                .containsExactly(
                        "key 1 opened 1 token: fingerprint " + KEY.fingerprint() + ", --key number 1",
                        "1 token: 0 rotated" + TO_KEY_1 + "1 already under it, 0 refused");
    }

    @Test
    void lenient_acceptsBothAlphabetsAndAnyPadding() {
        String text = NEW + "==\n" + OLD.replace('-', '+').replace('_', '/') + "=\n";

        CommandRun run = FernetRun.fed(text, "rotate --lenient" + keys).exited(0);

        assertThat(run.lines()).first().isEqualTo(NEW + "==");
        assertThat(Fernet.of(KEY).decryptText(run.lines().get(1))).isEqualTo("old");
        assertThat(rotated(text, 1).out()).isEqualTo(text);
    }

    /** A lenient decoder would ignore a part of these lines, which would then be lost. */
    @ParameterizedTest
    @ValueSource(strings = {"OLD OLD", "OLD\rOLD", "OLDOLD", "OLD,alice", "# OLD", "OLD# was mine", "OLD!"})
    void lenient_losesNothing(String form) {
        String text = form.replace("OLD", OLD) + "\n";

        assertThat(FernetRun.fed(text, "rotate --lenient" + keys).exited(1).out())
                .isEqualTo(text);
    }

    private CommandRun rotated(String text, int exitCode) {
        return FernetRun.fed(text, "rotate" + keys).exited(exitCode);
    }
}
