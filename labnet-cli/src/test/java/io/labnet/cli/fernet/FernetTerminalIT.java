// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import io.labnet.cli.PythonProgram;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import io.labnet.fernet.KeyDerivation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code labnet fernet} on a terminal, which Python creates. */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class FernetTerminalIT {
    private static final String PASSWORD = "pässword of mine";
    private static final String NO_TOKEN =
            "labnet fernet decrypt: this is not a Fernet token of this key: malformed, made with another key, or changed";

    @TempDir
    Path folder;

    /** With the lowest allowed cost. */
    static Stream<KeyDerivation> derivations() {
        return Stream.of(
                KeyDerivation.argon2id(7168, 5, 1), KeyDerivation.scrypt(13, 8, 10), KeyDerivation.pbkdf2(100_000));
    }

    @ParameterizedTest
    @MethodSource("derivations")
    void password_derivedKey_isPromptedFor(KeyDerivation derivation) throws Exception {
        Files.writeString(folder.resolve("message"), "hello");

        succeedsOnTerminal(
                "encrypt --key-file " + keyFile(derivation.text()) + " " + in("message") + " -o " + in("token"));
        FernetKey key = derivation.key(PASSWORD.toCharArray());
        assertThat(Fernet.of(key).decryptText(Files.readString(folder.resolve("token"))))
                .isEqualTo("hello");
    }

    @Test
    void password_withOption_isPromptedFor() throws Exception {
        KeyDerivation derivation = KeyDerivation.pbkdf2(100_000);
        FernetKey key = derivation.key(PASSWORD.toCharArray());
        Files.writeString(folder.resolve("token"), Fernet.of(key).encryptText("hello"));

        succeedsOnTerminal("decrypt --password --key-file " + keyFile(derivation.text()) + " " + in("token") + " -o "
                + in("back"));
        assertThat(folder.resolve("back")).hasContent("hello");
    }

    @Test
    void wrongPassword_isRefused() throws Exception {
        KeyDerivation derivation = KeyDerivation.pbkdf2(100_000);
        String keys = keyFile(derivation.text());
        FernetKey key = derivation.key("another".toCharArray());
        Files.writeString(folder.resolve("token"), Fernet.of(key).encryptText("hello"));

        CommandRun run = onTerminal("decrypt --key-file " + keys + " " + in("token") + " -o " + in("back"))
                .end()
                .exited(1);
        assertThat(run.lines()).last().isEqualTo(NO_TOKEN);
        assertThat(run.out()).doesNotContain(PASSWORD).doesNotContain("decrypting");
        assertThat(folder.resolve("back")).doesNotExist();
    }

    @Test
    void emptyPassword_isNone() throws Exception {
        String keys = keyFile(KeyDerivation.pbkdf2(100_000).text());

        CommandRun run = withPassword(List.of(""), "encrypt --key-file " + keys + " " + keys)
                .end()
                .exited(1);
        assertThat(run.lines()).last().isEqualTo("labnet fernet encrypt: no password was given");
    }

    /** The terminal is still there, and the password is the same in every locale. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat token | \"$@\" > back",
                "\"$@\" < token | cat > back",
                "LC_ALL=C \"$@\" < token > back 2> errors",
                "LC_ALL=C \"$@\" token -o back"
            })
    void password_withRedirectedStreams_isPromptedFor(String script) throws Exception {
        KeyDerivation derivation = KeyDerivation.pbkdf2(100_000);
        FernetKey key = derivation.key(PASSWORD.toCharArray());
        String keys = keyFile(derivation.text());
        Files.writeString(folder.resolve("token"), Fernet.of(key).encryptText("hello"));

        CommandRun run = scriptOnTerminal(PASSWORD, script, "decrypt --key-file " + keys);
        assertThat(run.exited(0).out().strip()).isEqualTo("Password:");
        assertThat(folder.resolve("back")).hasContent("hello");
    }

    @Test
    void password_inPipe_isPromptedFor() throws Exception {
        KeyDerivation derivation = KeyDerivation.pbkdf2(100_000);
        Fernet fernet = Fernet.of(derivation.key(PASSWORD.toCharArray()));
        String keys = keyFile(derivation.text());

        CommandRun run = scriptOnTerminal(PASSWORD, "echo hello | \"$@\" | cat > token", "encrypt --key-file " + keys);
        assertThat(run.exited(0).out().strip()).isEqualTo("Password:");
        assertThat(fernet.decryptText(Files.readString(folder.resolve("token")).strip()))
                .isEqualTo("hello\n");
        String shown = succeedsOnTerminal("rotate --key-file " + keys + " " + in("token") + " -o " + in("rotated"));
        assertThat(shown.lines())
                .last()
                .asString()
                .matches("1 token: 0 rotated to key 1 \\([0-9a-f]{16}\\), 1 already under it, 0 refused");
        assertThat(folder.resolve("rotated")).hasSameBinaryContentAs(folder.resolve("token"));
    }

    /** Otherwise later input would be invisible. */
    @Test
    void interruptDuringPasswordPrompt_restoresEcho() throws Exception {
        String keys = keyFile(KeyDerivation.pbkdf2(100_000).text());

        String script = "trap : INT; \"$@\" < /dev/null > token; echo \"code $?\"; stty -a";
        assertThat(scriptOnTerminal("\u0003", script, "encrypt --key-file " + keys)
                        .exited(0)
                        .out())
                .contains("Password: ", "code 130", " echo ");
    }

    @Test
    void passwordWithoutTerminal_isFailure() throws Exception {
        String keys = keyFile(KeyDerivation.argon2id().text());

        for (String line :
                List.of("encrypt --key-file " + keys, "decrypt -o " + in("new") + " --key-file " + keys + " " + keys)) {
            PythonProgram.start("without_terminal.py", ChildProcess.labnetCommand("fernet " + line))
                    .end()
                    .failed("a password is needed, but there is no terminal to ask for it: run this in one, or"
                            + " use a key that 'labnet fernet keygen' makes without --from-password");
        }
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void progress_isShownOnATerminalOnly() throws Exception {
        String keys = keyFile(FernetKey.generate().text());
        Files.write(folder.resolve("message"), new byte[3 << 20]);

        String encrypting =
                succeedsOnTerminal("encrypt --key-file " + keys + " " + in("message") + " -o " + in("token"));
        String decrypting = succeedsOnTerminal("decrypt --key-file " + keys + " " + in("token") + " -o " + in("back"));

        assertThat(encrypting).contains("encrypting", "100%", "3/3 MiB");
        assertThat(decrypting).contains("decrypting", "100%");
        assertThat(folder.resolve("back")).hasBinaryContent(new byte[3 << 20]);
        new FernetShell(folder).succeeds("fernet encrypt --key-file keys message -o token");
    }

    @Test
    void progress_refusalStartsNewLine() throws Exception {
        String keys = keyFile(FernetKey.generate().text());
        Files.writeString(
                folder.resolve("token"), Fernet.of(FernetKey.generate()).encrypt(new byte[3 << 20]));

        CommandRun run = onTerminal("decrypt --key-file " + keys + " " + in("token") + " -o " + in("back"))
                .end()
                .exited(1);
        assertThat(run.out()).contains("decrypting", "50%");
        assertThat(run.lines()).last().isEqualTo(NO_TOKEN);
    }

    /** Drawing the bar must not disable the clean-up at Ctrl-C. */
    @Test
    void progress_interrupted_leavesNoFiles() throws Exception {
        String keys = keyFile(FernetKey.generate().text());
        try (FileChannel sparse =
                FileChannel.open(folder.resolve("message"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            assertThat(sparse.write(ByteBuffer.allocate(1), 8L << 30)).isEqualTo(1);
        }

        String line = "fernet encrypt --key-file " + keys + " " + in("message") + " -o " + in("token");
        try (ChildProcess run = PythonProgram.onATerminal("", line)) {
            run.awaitLine(Pattern.compile("encrypting .*/8192 MiB.*"));
            run.type("\u0003");
            assertThat(run.end().exited(128 + 2).out()).endsWith("\n");
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("keys", "message");
    }

    /** Errors that go to a file are for a program or for later: no bar belongs among them. */
    @Test
    void progress_isNotWrittenToAFileOfErrors() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/fd")), "skipped: this system does not tell what is open");
        String keys = keyFile(FernetKey.generate().text());
        Files.write(folder.resolve("message"), new byte[3 << 20]);

        CommandRun run =
                scriptOnTerminal(PASSWORD, "\"$@\" 2> errors", "encrypt --key-file " + keys + " message -o token");
        assertThat(run.exited(0).out()).isEmpty();
        assertThat(folder.resolve("errors")).isEmptyFile();
        assertThat(folder.resolve("token")).isNotEmptyFile();
    }

    private String succeedsOnTerminal(String line) throws Exception {
        String shown = onTerminal(line).end().exited(0).out();
        assertThat(shown).doesNotContain(PASSWORD);
        return shown;
    }

    /** Runs a shell's script in the folder, where {@code "$@"} is the command. */
    private CommandRun scriptOnTerminal(String typed, String script, String line) throws Exception {
        List<String> shell = List.of(typed, "/bin/sh", "-c", "cd \"$0\" && { " + script + "; }", folder.toString());
        return withPassword(shell, line).end();
    }

    private ChildProcess onTerminal(String line) throws Exception {
        return withPassword(List.of(PASSWORD), line);
    }

    private static ChildProcess withPassword(List<String> before, String line) throws Exception {
        String[] command = ChildProcess.labnetCommand("fernet " + line).toArray(String[]::new);
        return PythonProgram.start("with_password.py", ChildProcess.concat(before, command));
    }

    private String keyFile(String line) throws IOException {
        return FernetRun.keyFile(folder.resolve("keys"), line + "\n").toString();
    }

    private String in(String name) {
        return folder.resolve(name).toString();
    }
}
