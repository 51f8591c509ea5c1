// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.labnet.cli.CommandRun;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals of {@code labnet fernet}: one line, nothing on standard output, and no new file. */
class FernetRefusalTest {
    private static final String KEY = FernetKey.generate().text();
    private static final String TOKEN = Fernet.of(FernetKey.parse(KEY)).encryptText("hello");
    private static final String NO_TOKEN =
            "this is not a Fernet token of this key: malformed, made with another key, or changed";

    @TempDir
    Path folder;

    private String token = "";
    private String message = "";

    @BeforeEach
    void writeFiles() throws IOException {
        token = Files.writeString(folder.resolve("token"), TOKEN).toString();
        message = Files.writeString(folder.resolve("message"), "hello").toString();
    }

    /** The fault, and the text; {@code TOKEN} is a valid token. */
    @ParameterizedTest
    @CsvSource({
        "empty, ''",
        "cut, gAAAAA==",
        "other text, hello",
        "twice, TOKENTOKEN",
        "on two lines, 'TOKEN\nTOKEN'",
        "garbage after it, TOKEN!",
        "changed, ATOKEN",
        "not ASCII, TOKENé"
    })
    void refusedToken_hasNoOutput(String fault, String form) throws IOException {
        String text = form.replace("TOKEN", TOKEN);
        Files.writeString(Path.of(token), text);
        String target = Files.writeString(folder.resolve("target"), "as it was").toString();

        FernetRun.fed(text, "decrypt --key " + KEY).failed(NO_TOKEN);
        FernetRun.of("decrypt --key " + KEY + " " + token).failed(NO_TOKEN);
        FernetRun.fed(text, "decrypt --key " + KEY + " -o " + target).failed(NO_TOKEN);
        FernetRun.of("decrypt --key " + KEY + " " + token + " -o " + target).failed(NO_TOKEN);
        FernetRun.of("decrypt --key " + KEY + " " + token + " -o " + in("new")).failed(NO_TOKEN);
        assertThat(Path.of(target)).as(fault).hasContent("as it was");
        assertThat(names()).containsExactlyInAnyOrder("token", "message", "target");
    }

    @Test
    void tokenOfAnotherKey_isRefusedByEveryCommand() throws IOException {
        String other = FernetKey.generate().text();

        FernetRun.of("decrypt --key " + other + " " + token).failed(NO_TOKEN);
        FernetRun.of("decrypt --key " + other + " " + token + " -o " + in("new"))
                .failed(NO_TOKEN);
        assertThat(names()).containsExactlyInAnyOrder("token", "message");
    }

    /** {@code FOLDER} is a directory, {@code NONE} nothing, {@code KEY} a key, {@code IN} the place of all of them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            encrypt | --key KEY NONE | cannot encrypt NONE: there is no such file
            encrypt | --key KEY NONE -o IN/new | cannot encrypt NONE: there is no such file
            encrypt | --key KEY FOLDER | cannot encrypt FOLDER: Is a directory
            encrypt | --key KEY FOLDER -o IN/new | cannot encrypt FOLDER: Is a directory
            encrypt | --key KEY IN/message -o FOLDER | cannot write FOLDER: it is a directory
            encrypt | --key KEY IN/message -o NONE/new | cannot write NONE/new: there is no such directory
            encrypt | --key KEY IN/message -o IN/token/new | cannot write IN/token/new: there is no such directory
            decrypt | --key KEY NONE | cannot read NONE: there is no such file
            decrypt | --key KEY NONE -o IN/new | cannot decrypt NONE: there is no such file
            decrypt | --key KEY FOLDER | cannot read FOLDER: Is a directory
            decrypt | --key KEY FOLDER -o IN/new | cannot decrypt FOLDER: Is a directory
            decrypt | --key KEY IN/token -o FOLDER | cannot write FOLDER: it is a directory
            decrypt | --key KEY IN/token -o NONE/new | cannot write NONE/new: there is no such directory
            rotate | --key KEY NONE | cannot read NONE: there is no such file
            rotate | --key KEY NONE -o IN/new | cannot read NONE: there is no such file
            rotate | --key KEY FOLDER | cannot read FOLDER: Is a directory
            rotate | --key KEY FOLDER -o IN/new | cannot read FOLDER: Is a directory
            rotate | --key KEY IN/token -o FOLDER | cannot write FOLDER: it is a directory
            rotate | --key KEY IN/token -o NONE/new | cannot write NONE/new: there is no such directory
            inspect | NONE | cannot read NONE: there is no such file
            inspect | FOLDER | cannot read FOLDER: Is a directory
            decrypt | --key-file NONE IN/token | cannot read the key file NONE: there is no such file
            decrypt | --key-file FOLDER IN/token | cannot read the key file FOLDER: Is a directory
            """)
    void unusableFile_isOneLineFailure(String command, String args, String failure) throws IOException {
        Path directory = Files.createDirectory(folder.resolve("folder"));
        FernetRun.of(filledIn(command + " " + args, directory)).failed(filledIn(failure, directory));
        assertThat(names()).containsExactlyInAnyOrder("token", "message", "folder");
    }

    private String filledIn(String text, Path directory) {
        return text.replace("NONE", in("none"))
                .replace("FOLDER", directory.toString())
                .replace("KEY", KEY)
                .replace("IN/", folder + "/");
    }

    @Test
    void unwritableFolder_isOneLineFailure() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false), "skipped: this file system takes no permissions");
        assumeFalse(Files.isWritable(locked), "skipped: this user may write everywhere");

        String target = locked.resolve("new").toString();
        FernetRun.of("encrypt --key " + KEY + " " + message + " -o " + target)
                .failed("cannot write " + target + ": permission denied");
    }

    /** If the token replaced the only key, it could never be decrypted. */
    @ParameterizedTest
    @ValueSource(strings = {"keys", "./keys", "link"})
    void keyFile_isNoTarget(String name) throws IOException {
        Path keys = FernetRun.keyFile(folder.resolve("keys"), KEY + "\n");
        Files.createSymbolicLink(folder.resolve("link"), keys);
        String target = folder + "/" + name;
        String replaced = name.equals("link") ? keys.toRealPath().toString() : target;

        for (String command : List.of("encrypt", "decrypt", "rotate")) {
            FernetRun.of(command + " --key-file " + keys + " " + token + " -o " + target)
                    .failed("cannot write " + replaced + ": it is the key file");
        }
        assertThat(keys).hasContent(KEY + "\n");
    }

    /** Replacing a device by a file would damage the system. */
    @Test
    void device_isNoTarget() {
        assumeTrue(Files.exists(Path.of("/dev/null")), "skipped: there is no /dev/null");

        for (String command : List.of("encrypt", "decrypt", "rotate")) {
            FernetRun.of(command + " --key " + KEY + " " + token + " -o /dev/null")
                    .failed("cannot write /dev/null: it is not a regular file");
        }
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            encrypt | '' | (--key=KEY | --key-file=FILE | --key-env=NAME)
            decrypt | '' | (--key=KEY | --key-file=FILE | --key-env=NAME)
            rotate | '' | (--key=KEY | --key-file=FILE | --key-env=NAME)
            encrypt | --key | Missing required parameter for option '--key'
            encrypt | --key KEY one two | 'two'
            encrypt | --key KEY --ttl 5 | '--ttl'
            decrypt | --key KEY --ttl -1 | --ttl -1 is not within 0 to 9223372036854775807 s
            decrypt | --key KEY --ttl abc | --ttl 'abc' is not a whole number within 0 to
            decrypt | --key KEY --ttl 1.5 | --ttl '1.5' is not a whole number within 0 to
            decrypt | --key KEY --ttl 9223372036854775808 | --ttl 9223372036854775808 is not within 0 to
            decrypt | --key KEY --at 5 | --at has no effect without --ttl: a token of any age is decrypted then
            decrypt | --key KEY --at abc | --at 'abc' is not a whole number within 0 to 31556889864403199
            decrypt | --key-file none --ttl 1 --at -1 | --at -1 is not within 0 to 31556889864403199
            decrypt | --key-file none --ttl 1 --at 31556889864403200 | --at 31556889864403200 is not within 0 to
            encrypt | --key-file none --at 9223372036854775807 | --at 9223372036854775807 is not within 0 to
            encrypt | --key-file none --at -9223372036854775808 | --at -9223372036854775808 is not within 0 to
            inspect | --at -1 | --at -1 is not within 0 to 31556889864403199
            inspect | --key KEY | '--key'
            encrypt | --key abc | --key is unusable: a Fernet key has 44 characters, this text has 3
            encrypt | --key KEY --key abc | --key number 2 is unusable: a Fernet key has 44 characters, this text has 3
            encrypt | --key $scrypt$ln=17 | --key is unusable: the text is not a key derivation
            encrypt | --key KEY --password | --password has no effect: none of the keys is derived from a password
            keygen | --from-password md5 | '--from-password': 'md5' is not one of argon2id, scrypt, pbkdf2
            """)
    void misuse_isExplainedInALine(String command, String args, String problem) {
        FernetRun.of((command + " " + args).replace("KEY", KEY)).misused(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "KEY=", " KEY", "+KEY", "-KEY", "-oKEY", ""})
    void malformedKey_isNotShown(String form) throws IOException {
        String key = form.replace("KEY", KEY);
        Path file = FernetRun.keyFile(folder.resolve("keys"), KEY + "\n#\n" + key + "x\n");

        CommandRun byOption = FernetRun.of("encrypt --key", key, message);
        CommandRun byFile = FernetRun.of("encrypt --key-file " + file + " " + message);

        byOption.misused("--key is unusable: ");
        assertThat(byOption.err()).doesNotContain(KEY.substring(2, 10)).doesNotContain("short");
        assertThat(byFile.failure())
                .startsWith("line 3 of the key file " + file + " is unusable: ")
                .doesNotContain(KEY.substring(2, 10))
                .doesNotContain("short");
    }

    /** The help names the limit for messages in memory. */
    @ParameterizedTest
    @ValueSource(strings = {"decrypt", "rotate", "inspect"})
    void help_namesTheLimit(String command) {
        assertThat(FernetRun.of(command + " --help").out().replaceAll("\\s+", " "))
                .containsIgnoringCase("64 MiB")
                .containsIgnoringCase("white space around");
    }

    /** Errors end up in logs and screenshots, also those of a command line that was mistyped. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "decrypt --kye=KEY TOKEN",
                "decrypt --kye KEY TOKEN",
                "decrypt TOKEN KEY",
                "decrypt --key KEY TOKEN",
                "decrypt --key KEY -o TOKEN/new",
                "decrypt --key-file KEY TOKEN",
                "encrypt --key KEY message KEY",
                "decrypt --key-env KEY TOKEN",
                "rotate --key-env NOT_SET KEY",
                "rotate --key KEY KEY",
                "fingerprint --key KEY KEY",
                "inspect TOKEN",
                "keygen KEY"
            })
    void secretInTheWrongPlace_isNotShown(String args) {
        CommandRun run = FernetRun.of(args.replace("KEY", KEY).replace("TOKEN", TOKEN));

        assertThat(run.exitCode()).isIn(1, 2);
        assertThat(run.errorLines()).hasSizeBetween(1, 2);
        assertThat(run.err()).doesNotContain(KEY.substring(4, 20)).doesNotContain(TOKEN.substring(6, 20));
    }

    @Test
    void fileName_isEscapedInMessages() {
        FernetRun.of("encrypt --key " + KEY, in("no\nsuch\u001b[2J"))
                .failed("cannot encrypt " + in("no\\x0asuch\\x1b[2J") + ": there is no such file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            keygen | cannot write to standard output
            encrypt --key KEY TOKEN | cannot encrypt TOKEN: cannot write to standard output
            decrypt --key KEY TOKEN | cannot decrypt TOKEN: cannot write to standard output
            rotate --key KEY TOKEN | cannot write to standard output
            inspect TOKEN | cannot write to standard output
            """)
    void standardOutputThatIsFull_isAFailure(String args, String failure) {
        FernetRun.withoutOutput(args.replace("KEY", KEY).replace("TOKEN", token))
                .failed(failure.replace("TOKEN", token));
    }

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
