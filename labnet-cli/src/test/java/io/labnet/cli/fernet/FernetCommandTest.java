// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.CommandRun;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code labnet fernet} with valid keys and tokens. */
class FernetCommandTest {
    private static final FernetKey KEY = FernetKey.generate();
    private static final FernetKey OLD_KEY = FernetKey.generate();
    private static final String KEY_TEXT = KEY.text();
    private static final long NOW = 1_700_000_000;

    @TempDir
    Path folder;

    static Stream<byte[]> messages() {
        byte[] everyByte = new byte[100_000];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }
        Stream<String> texts = Stream.of("", "hello", "a line\n", "two\r\nlines\r\n", "\n", "Grüße, 世界");
        return Stream.concat(texts.map(text -> text.getBytes(StandardCharsets.UTF_8)), Stream.of(everyByte));
    }

    @Test
    void keygen_printsANewKeyEachTime() {
        List<String> keys = Stream.generate(() -> FernetRun.of("keygen").printedLine())
                .limit(3)
                .toList();

        assertThat(keys)
                .doesNotHaveDuplicates()
                .allSatisfy(key -> assertThat(FernetKey.parse(key).text()).isEqualTo(key));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            --from-password; $argon2id$v=19$m=65536,t=3,p=4$
            --from-password=argon2id; $argon2id$v=19$m=65536,t=3,p=4$
            --from-password=scrypt; $scrypt$ln=17,r=8,p=1$
            --from-password=pbkdf2; $pbkdf2-sha256$i=600000$
            """)
    void keygen_fromPassword_printsTheDocumentedCost(String option, String beginning) {
        assertThat(FernetRun.of("keygen", option).printedLine()).startsWith(beginning);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void message_goesThroughStandardInputAndOutput(byte[] message) {
        String token = FernetRun.fed(message, "encrypt --key " + KEY_TEXT).printedLine();

        assertThat(Fernet.of(KEY).decrypt(token)).isEqualTo(message);
        assertThat(FernetRun.fed(token, "decrypt --key " + KEY_TEXT).exited(0).bytes())
                .isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void message_goesThroughFiles(byte[] message) throws IOException {
        Path plain = Files.write(folder.resolve("plain"), message);
        Path token = folder.resolve("token");
        Path back = folder.resolve("back");

        assertThat(FernetRun.of("encrypt --key " + KEY_TEXT + " " + plain + " -o " + token)
                        .succeeded())
                .isEmpty();
        assertThat(Fernet.of(KEY).decrypt(Files.readString(token))).isEqualTo(message);
        assertThat(FernetRun.of("decrypt --key " + KEY_TEXT + " " + token + " -o " + back)
                        .succeeded())
                .isEmpty();
        assertThat(back).hasBinaryContent(message);
        assertThat(folder).isDirectoryNotContaining("regex:.*\\.tmp");
    }

    @Test
    void dash_isStandardInputAndOutput() {
        String token =
                FernetRun.fed("hello", "encrypt --key " + KEY_TEXT + " - -o -").printedLine();

        assertThat(FernetRun.fed(token, "decrypt --key " + KEY_TEXT + " -o - -").succeeded())
                .isEqualTo("hello");
        assertThat(Path.of("-")).doesNotExist();
    }

    @Test
    void fileAndStream_canBeMixed() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "hello");
        Path token = folder.resolve("token");
        Path back = folder.resolve("back");

        assertThat(FernetRun.fed("hello", "encrypt --key " + KEY_TEXT + " -o " + token)
                        .succeeded())
                .isEmpty();
        assertThat(FernetRun.of("decrypt --key " + KEY_TEXT + " " + token).succeeded())
                .isEqualTo("hello");
        String printed = FernetRun.of("encrypt --key " + KEY_TEXT + " " + plain).printedLine();
        assertThat(FernetRun.fed(printed, "decrypt --key " + KEY_TEXT + " -o " + back)
                        .succeeded())
                .isEmpty();
        assertThat(back).hasContent("hello");
    }

    @Test
    void file_canBeReplacedByItsToken() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "hello");

        FernetRun.of("encrypt --key " + KEY_TEXT + " " + file + " -o " + file).succeeded();
        assertThat(file).content().startsWith("gAAAA").hasSize(100);
        FernetRun.of("decrypt --key " + KEY_TEXT + " " + file + " -o " + file).succeeded();
        assertThat(file).hasContent("hello");
    }

    /** White space that shells, editors and mail programs put around a token. */
    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s\n", "%s\r\n", "%s\n\n", "\n%s", "  %s\t\n", "\r\n%s\r\n\r\n"})
    void spaceAroundToken_isIgnored(String form) throws IOException {
        String text = String.format(form, Fernet.of(KEY).encryptText("hello"));
        Path token = Files.writeString(folder.resolve("token"), text);
        Path back = folder.resolve("back");

        assertThat(FernetRun.fed(text, "decrypt --key " + KEY_TEXT).succeeded()).isEqualTo("hello");
        FernetRun.of("decrypt --key " + KEY_TEXT + " " + token + " -o " + back).succeeded();
        assertThat(back).hasContent("hello");
        Files.delete(back);
        FernetRun.fed(text, "decrypt --key " + KEY_TEXT + " -o " + back).succeeded();
        assertThat(back).hasContent("hello");
    }

    @Test
    void keyFile_encryptsWithItsFirstKeyAndDecryptsWithAll() throws IOException {
        String keys = name(keyFile());

        String token = FernetRun.fed("hello", "encrypt --key-file " + keys).printedLine();

        assertThat(Fernet.of(KEY).decryptText(token)).isEqualTo("hello");
        for (FernetKey key : new FernetKey[] {KEY, OLD_KEY}) {
            String made = Fernet.of(key).encryptText("hello");
            assertThat(FernetRun.fed(made, "decrypt --key-file " + keys).succeeded())
                    .isEqualTo("hello");
        }
    }

    @Test
    void keysAndKeyFiles_encryptWithTheFirstAndDecryptWithAll() throws IOException {
        Path first = FernetRun.keyFile(folder.resolve("first"), KEY_TEXT + "\n");
        Path second = FernetRun.keyFile(folder.resolve("second"), OLD_KEY.text() + "\n");
        String old = Fernet.of(OLD_KEY).encryptText("hello");

        for (String[] keys : new String[][] {
            {"--key=" + KEY_TEXT, "--key", OLD_KEY.text()}, {"--key-file", name(first), "--key-file=" + second}
        }) {
            String token = FernetRun.fed("hello", "encrypt", keys).printedLine();
            assertThat(Fernet.of(KEY).decryptText(token)).isEqualTo("hello");
            assertThat(FernetRun.fed(old, "decrypt", keys).succeeded()).isEqualTo("hello");
            assertThat(FernetRun.fed(old, "rotate", keys).err()).startsWith("key 2 opened 1 token: ");
        }
    }

    /** A token is good up to the second at which it is as old as it may be, and no more than a minute before its time. */
    @ParameterizedTest
    @CsvSource({
        "60, 60, ''",
        "61, 60, expired: the token was made more than 60 s ago",
        "0, 0, ''",
        "1, 0, expired: the token was made more than 0 s ago",
        "-60, 0, ''",
        "-61, 60, from the future: the token was made more than 60 s from now",
        "0, 9223372036854775807, ''"
    })
    void timeToLive_endsAfterItsLastSecond(long age, String ttl, String refusal) throws IOException {
        String token = FernetRun.fed("hello", "encrypt --key " + KEY_TEXT + " --at " + NOW)
                .printedLine();
        Path file = Files.writeString(folder.resolve("token"), token);
        Path back = folder.resolve("back");
        String line = "decrypt --key " + KEY_TEXT + " --ttl " + ttl + " --at " + (NOW + age) + " " + file;

        CommandRun toOutput = FernetRun.of(line);
        CommandRun fromFile = FernetRun.of(line + " -o " + back);

        if (refusal.isEmpty()) {
            assertThat(toOutput.succeeded()).isEqualTo("hello");
            fromFile.succeeded();
            assertThat(back).hasContent("hello");
        } else {
            toOutput.failed(refusal);
            fromFile.failed(refusal);
            assertThat(back).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "31556889864403199"})
    void at_acceptsEveryCalendarTime(String at) {
        String token = FernetRun.fed("hello", "encrypt --key " + KEY_TEXT + " --at " + at)
                .printedLine();

        assertThat(Fernet.of(KEY).timestamp(token)).isEqualTo(Long.parseLong(at));
    }

    @Test
    void lenient_acceptsWhatPythonAccepts() throws IOException {
        String token = Fernet.of(KEY).encryptText("hello");
        String loose = token.substring(0, 10) + "!\n" + token.substring(10) + "==trailing";
        Path file = Files.write(folder.resolve("token"), (loose + "\u00ff").getBytes(StandardCharsets.ISO_8859_1));
        Path back = folder.resolve("back");

        FernetRun.fed(loose, "decrypt --key " + KEY_TEXT)
                .failed("this is not a Fernet token of this key: malformed, made with another key, or changed");
        assertThat(FernetRun.fed(loose, "decrypt --lenient --key " + KEY_TEXT).succeeded())
                .isEqualTo("hello");
        assertThat(FernetRun.of("decrypt --lenient --key " + KEY_TEXT + " " + file)
                        .succeeded())
                .isEqualTo("hello");
        FernetRun.of("decrypt --lenient --key " + KEY_TEXT + " " + file + " -o " + back)
                .succeeded();
        assertThat(back).hasContent("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-o", "-h", "-V", "--", "-x"})
    void key_mayStartLikeOption(String beginning) {
        String key = FernetKey.parse(beginning + "A".repeat(41) + "=").text();
        String token = FernetRun.fed("hello", "encrypt --key", key).printedLine();

        assertThat(FernetRun.fed(token, "decrypt", "--key=" + key).succeeded()).isEqualTo("hello");
        assertThat(FernetRun.fed(token, "rotate --key", key).exited(0).lines()).containsExactly(token);
    }

    private Path keyFile() throws IOException {
        return FernetRun.keyFile(
                folder.resolve("keys"),
                "# the key of this year\n\n  " + KEY_TEXT + "  \n\t\n# and of the last\r\n" + OLD_KEY.text() + "\r\n");
    }

    private static String name(Path file) {
        return file.toString();
    }
}
