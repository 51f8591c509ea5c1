// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code labnet fernet rotate} with the files, pipes and links of a system. */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class FernetRotateIT {
    private static final FernetKey KEY = FernetKey.generate();
    private static final FernetKey OLD_KEY = FernetKey.generate();
    private static final String OLD = Fernet.of(OLD_KEY).encryptText("old");
    private static final String ROTATE = "fernet rotate --key-file keys ";

    @TempDir
    Path folder;

    private FernetShell shell;

    @BeforeEach
    void writeKeys() throws IOException {
        FernetRun.keyFile(folder.resolve("keys"), KEY.text() + "\n" + OLD_KEY.text() + "\n");
        shell = new FernetShell(folder);
    }

    @Test
    void symbolicLink_stays() throws Exception {
        Path file =
                Files.writeString(Files.createDirectory(folder.resolve("data")).resolve("tokens"), OLD);
        shell.succeeds("ln -s data/tokens link && " + ROTATE + "link -o link 2> summary"
                + " && echo hello > message && ln -s message link2 && fernet encrypt --key-file keys link2 -o link2");

        assertThat(folder.resolve("link")).isSymbolicLink();
        assertThat(Fernet.of(KEY).decryptText(Files.readString(file))).isEqualTo("old");
        assertThat(folder.resolve("link2")).isSymbolicLink();
        assertThat(folder.resolve("message")).content().startsWith("gAAAA");
        assertThat(folder.resolve("data")).isDirectoryNotContaining("regex:.*\\.tmp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rwxr-x--x"})
    void permissionsAndOwners_stay(String permissions) throws Exception {
        Path file = Files.writeString(folder.resolve("tokens"), OLD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        Object owner = owners(file);
        Object key = Files.readAttributes(file, "unix:ino").get("ino");

        shell.succeeds(ROTATE + "tokens -o tokens 2> summary");

        assertThat(Files.readAttributes(file, "unix:ino").get("ino")).isNotEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(permissions);
        assertThat(owners(file)).isEqualTo(owner);
    }

    /** Only the superuser may give files away. */
    @Test
    void foreignOwner_stays() throws Exception {
        Path file = Files.writeString(folder.resolve("tokens"), OLD);
        assumeTrue(shell.run("chown 12345:12346 tokens").end().exitCode() == 0, "skipped: files can't be given away");
        Object owners = owners(file);

        shell.succeeds(ROTATE + "tokens -o tokens 2> summary");

        assertThat(owners(file)).isEqualTo(owners);
        assertThat(file).content().isNotEqualTo(OLD);
    }

    @Test
    void fileThatNeedsNoRotation_isNotReplaced() throws Exception {
        Path file = Files.writeString(folder.resolve("tokens"), Fernet.of(KEY).encryptText("new"));
        Object key = Files.readAttributes(file, "unix:ino").get("ino");

        shell.succeeds(ROTATE + "tokens -o ./tokens 2> summary && " + ROTATE + "-o tokens < tokens 2> summary && "
                + ROTATE + "tokens -o copy 2> summary");

        assertThat(Files.readAttributes(file, "unix:ino").get("ino")).isEqualTo(key);
        assertThat(folder.resolve("copy")).hasSameTextualContentAs(file);
    }

    /** The end of the tokens would be lost unnoticed. */
    @Test
    void closedPipe_isFailure() throws Exception {
        CommandRun run = shell.run("{ yes gAAAA | " + ROTATE + "; echo $? > code; } | head -c 5")
                .end();

        assertThat(run.exited(0).out()).isEqualTo("gAAAA");
        assertThat(run.errorLines()).last().isEqualTo("labnet fernet rotate: cannot write to standard output");
        assertThat(folder.resolve("code")).hasContent("1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokens >> tokens", "tokens 1<> tokens", "link >> tokens", "< tokens >> tokens"})
    void standardOutputThatIsTheInput_isRefused(String files) throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/stdout")), "skipped: standard output has no name");
        Path file = Files.writeString(folder.resolve("tokens"), OLD + "\n");
        String name = files.startsWith("<") ? "standard input" : files.substring(0, files.indexOf(' '));

        shell.refuses(
                "ln -s tokens link && " + ROTATE + files,
                "labnet fernet rotate: " + name + " is also standard output, which would overwrite it; use -o FILE");
        assertThat(file).hasContent(OLD + "\n");
    }

    /** Its token has the same size as one of a message of 64 MiB. */
    @Test
    void messageThatIsTooLarge_isNamed() throws IOException {
        Path message = Files.write(folder.resolve("message"), new byte[Fernet.MAX_PLAINTEXT_BYTES + 1]);
        Path token = folder.resolve("token");
        FernetRun.of("encrypt --key-file " + folder.resolve("keys") + " " + message + " -o " + token)
                .succeeded();

        CommandRun run = FernetRun.of("rotate --key-file " + folder.resolve("keys") + " " + token)
                .exited(1);

        assertThat(run.bytes()).hasSize(TokenInput.MAX_LENGTH + 1);
        assertThat(run.errorLines())
                .startsWith("line 1 has a message larger than the limit of 64 MiB, or wrong padding");
    }

    @Test
    void failedWrite_namesTheTarget() throws Exception {
        Files.writeString(folder.resolve("tokens"), (OLD + "\n").repeat(3000));

        CommandRun run = shell.run("ulimit -f 100; trap '' XFSZ; " + ROTATE + "tokens -o out")
                .end()
                .exited(1);

        assertThat(run.errorLines()).containsExactly("labnet fernet rotate: cannot write out: File too large");
        assertThat(names()).containsExactlyInAnyOrder("keys", "tokens");
    }

    @Test
    void token_isWrittenBeforeTheNextIsAwaited() throws Exception {
        Files.writeString(folder.resolve("tokens"), OLD + "\ngAAAA");

        // The reader of the first line lets the writer go on: without a flush, both wait until the test fails.
        CommandRun run = shell.run("mkfifo go && { cat tokens; cat go; } | " + ROTATE
                        + "2> summary | { read -r line; echo > go; cat > /dev/null; echo \"$line\"; }")
                .end();

        assertThat(run.succeeded()).startsWith("gAAAA").hasSize(OLD.length() + 1);
    }

    /** A thread that reads a pipe or standard input can't be interrupted. */
    @ParameterizedTest
    @ValueSource(strings = {"rotate PIPE", "rotate", "encrypt PIPE", "decrypt PIPE"})
    @SuppressWarnings("try") // The resource 'unused' only keeps the pipe open.
    void sigterm_whileTheInputIsSilent_leavesNoFiles(String command) throws Exception {
        shell.succeeds("mkfifo pipe");
        String line = "fernet " + command.replace("PIPE", folder.resolve("pipe").toString()) + " --key-file "
                + folder.resolve("keys") + " -o " + folder.resolve("out");
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        try (ChildProcess run = ChildProcess.labnetIn("-Djava.io.tmpdir=" + temporary, line)) {
            try (OutputStream unused = command.contains("PIPE")
                    ? Files.newOutputStream(folder.resolve("pipe"))
                    : OutputStream.nullOutputStream()) {
                await().atMost(ChildProcess.PATIENCE)
                        .until(() -> names().size() + files(temporary).size() > 3);
                assertThat(run.terminated().exited(128 + 15).err()).isEmpty();
            }
        }
        assertThat(names()).containsExactlyInAnyOrder("keys", "pipe", "tmp");
        assertThat(files(temporary)).isEmpty();
    }

    private static List<Object> owners(Path file) throws IOException {
        return List.of(Files.getOwner(file), Files.getAttribute(file, "posix:group", LinkOption.NOFOLLOW_LINKS));
    }

    private List<String> names() throws IOException {
        return files(folder);
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
