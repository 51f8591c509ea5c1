// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import io.labnet.cli.PythonProgram;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code labnet fernet} as a process among others. */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class FernetCommandIT {
    private static final FernetKey KEY = FernetKey.generate();
    private static final long SEED = 20_250_301;
    private static final int BYTES_OF_A_LARGE_FILE = 20 << 20;
    private static final String NO_TOKEN =
            "labnet fernet decrypt: this is not a Fernet token of this key: malformed, made with another key, or changed";

    @TempDir
    Path folder;

    @BeforeEach
    void writeKey() throws IOException {
        FernetRun.keyFile(folder.resolve("keys"), KEY.text() + "\n");
    }

    @Test
    void message_goesThroughPipes() throws Exception {
        byte[] message = randomFile("message", 100_000);

        new FernetShell(folder)
                .succeeds("cat message | fernet encrypt --key-file keys | tee token"
                        + " | fernet decrypt --key-file keys > back");

        assertThat(folder.resolve("back")).hasBinaryContent(message);
        assertThat(Files.readString(folder.resolve("token"))).matches("[\\w-]+={0,2}\n");
    }

    @Test
    void keys_comeFromTheEnvironmentInTheGivenOrder() throws Exception {
        FernetShell shell = new FernetShell(folder);

        shell.succeeds("NEW=$(fernet keygen) && OLD=\"# keys\n$(cat keys)\" && export NEW OLD"
                + " && echo hello | fernet encrypt --key-env OLD > token"
                + " && fernet decrypt --key-env NEW --key-file keys --key-env OLD token > back"
                + " && test hello = \"$(fernet encrypt --key-env=NEW back | fernet decrypt --key-env=NEW)\"");

        assertThat(folder.resolve("back")).hasContent("hello\n");
        shell.refuses(
                "export UNPADDED=$(cut -c -43 keys) && fernet encrypt --key-env UNPADDED keys",
                "labnet fernet encrypt: line 1 of the environment variable UNPADDED is unusable:"
                        + " a Fernet key has 44 characters, this text has 43");
    }

    @Test
    void keygen_makesAKeyFile() throws Exception {
        new FernetShell(folder).succeeds("umask 077 && fernet keygen > mine");

        assertThat(Files.readString(folder.resolve("mine"))).matches("[\\w-]{43}=\n");
        FernetRun.fed("hello", "encrypt --key-file " + in("mine") + " -o " + in("token"))
                .succeeded();
        assertThat(FernetRun.of("decrypt --key-file " + in("mine") + " " + in("token"))
                        .succeeded())
                .isEqualTo("hello");
    }

    @Test
    void refusal_isOneLineWithoutOutput() throws Exception {
        Files.writeString(
                folder.resolve("token"), Fernet.of(FernetKey.generate()).encryptText("hello"));
        Files.writeString(folder.resolve("back"), "as it was");

        new FernetShell(folder).refuses("TMPDIR=. fernet decrypt --key-file keys -o back < token", NO_TOKEN);
        assertThat(folder.resolve("back")).hasContent("as it was");
        assertThat(names()).containsExactlyInAnyOrder("keys", "token", "back");
    }

    @Test
    void emptyStandardInput_isEmptyMessageOrInvalidToken() throws Exception {
        FernetShell shell = new FernetShell(folder);

        shell.succeeds("fernet encrypt --key-file keys -o token < /dev/null");
        assertThat(Fernet.of(KEY).decrypt(Files.readString(folder.resolve("token"))))
                .isEmpty();
        shell.refuses("fernet decrypt --key-file keys < /dev/null", NO_TOKEN);
    }

    /** Such a JVM opens one of its own files as standard input, which must not be read as a message. */
    @Test
    void closedStandardInput_isAFailure() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/fd")), "skipped: this system does not tell what is open");
        FernetShell shell = new FernetShell(folder);

        shell.refuses("fernet encrypt --key-file keys <&-", closed("encrypt", "encrypt"));
        shell.refuses("fernet encrypt --key-file keys -o new <&-", closed("encrypt", "encrypt"));
        shell.refuses("fernet decrypt --key-file keys <&-", closed("decrypt", "read"));
        shell.refuses("fernet decrypt --key-file keys -o new <&-", closed("decrypt", "decrypt"));
        assertThat(names()).containsExactly("keys");
    }

    @Test
    void fullOrClosedStandardOutput_isAFailure() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "skipped: there is no /dev/full");
        FernetShell shell = new FernetShell(folder);
        Files.writeString(folder.resolve("token"), Fernet.of(KEY).encryptText("hello"));

        for (String out : List.of(" > /dev/full", " >&-")) {
            CommandRun run = shell.run("fernet decrypt --key-file keys token" + out)
                    .end()
                    .exited(1);
            assertThat(run.errorLines())
                    .containsExactly("labnet fernet decrypt: cannot decrypt token: cannot write to standard output");
        }
    }

    /** More than all buffers hold, so a writer that continued would fail. */
    @Test
    void closedPipe_endsWork() throws Exception {
        FernetShell shell = new FernetShell(folder);

        assertThat(shell.run("fernet encrypt --key-file keys < /dev/zero | head -c 5")
                        .end()
                        .succeeded())
                .isEqualTo("gAAAA");
    }

    /** No incomplete token or message may remain. */
    @Test
    void sigterm_leavesNoFiles() throws Exception {
        Path message = folder.resolve("message");
        try (FileChannel sparse = FileChannel.open(message, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            assertThat(sparse.write(ByteBuffer.allocate(1), 8L << 30)).isEqualTo(1);
        }

        String line = "fernet encrypt --key-file " + in("keys") + " " + in("message") + " -o " + in("new");
        try (ChildProcess run = ChildProcess.labnet(line)) {
            await().atMost(ChildProcess.PATIENCE).until(() -> names().size() > 2);
            assertThat(run.terminated().exited(128 + 15).err()).isEmpty();
        }
        assertThat(names()).containsExactlyInAnyOrder("keys", "message");
    }

    /** Nobody can interrupt a read of standard input itself. */
    @Test
    void sigterm_whileStandardInputIsSilent_leavesNoFiles() throws Exception {

        String line = "fernet encrypt --key-file " + in("keys") + " -o " + in("token");
        try (ChildProcess run = ChildProcess.labnet(line)) {
            await().atMost(ChildProcess.PATIENCE).until(() -> names().size() > 1);
            assertThat(run.terminated().exited(128 + 15).err()).isEmpty();
        }
        assertThat(names()).containsExactly("keys");
    }

    @Test
    void largeFile_needsLittleMemory() throws Exception {
        byte[] message = randomFile("message", BYTES_OF_A_LARGE_FILE);
        FernetShell small = new FernetShell(folder, "-Xmx20m");

        small.succeeds("fernet encrypt --key-file keys message -o token"
                + " && fernet decrypt --key-file keys token -o back"
                + " && fernet encrypt --key-file keys < message > piped"
                + " && fernet decrypt --key-file keys -o unpiped < piped");

        assertThat(folder.resolve("back")).hasBinaryContent(message);
        assertThat(folder.resolve("unpiped")).hasBinaryContent(message);
        assertThat(Files.size(folder.resolve("token"))).isEqualTo(Files.size(folder.resolve("piped")) - 1);
        small.refuses(
                "fernet decrypt --key-file keys token",
                "labnet fernet decrypt: there is too little memory for this token;"
                        + " 'decrypt FILE -o FILE' needs very little");
    }

    /** All lines together need more memory than there is. */
    @Test
    void manyTokens_needLittleMemory() throws Exception {
        FernetKey old = FernetKey.generate();
        FernetRun.keyFile(folder.resolve("old"), old.text());
        String token = Fernet.of(old).encrypt(new byte[10_000]);
        Files.writeString(folder.resolve("tokens"), (token + "\n").repeat(3000));
        FernetShell small = new FernetShell(folder, "-Xmx20m");
        String rotate = "fernet rotate --key-file keys --key-file old";

        small.succeeds(rotate + " tokens -o rotated 2> summary && cat tokens | " + rotate + " > piped 2>> summary");

        String summary =
                "3,000 tokens: 3,000 rotated to key 1 (" + KEY.fingerprint() + "), 0 already under it, 0 refused";
        assertThat(folder.resolve("summary")).content().endsWith(summary + "\n").containsOnlyOnce(summary + "\nkey 2");
        assertThat(Files.size(folder.resolve("rotated"))).isEqualTo(Files.size(folder.resolve("tokens")));
        assertThat(folder.resolve("piped")).hasSize(Files.size(folder.resolve("tokens")));
        Files.writeString(folder.resolve("tokens"), "\n" + "A".repeat(30 << 20));
        small.refuses(
                rotate + " tokens -o tokens",
                "labnet fernet rotate: there is too little memory for line 2 of tokens; allow java more, for example"
                        + " with -Xmx1g");
    }

    @Test
    void tokenTooLargeForMemory_isReported() throws Exception {
        Files.writeString(folder.resolve("token"), "A".repeat(89_478_600));

        new FernetShell(folder)
                .refuses(
                        "fernet inspect token",
                        "labnet fernet inspect: the token has more than 89478584 characters;"
                                + " 'decrypt FILE -o FILE' accepts larger ones");
    }

    @Test
    void python_readsOurTokensAndMakesItsOwn() throws Exception {
        byte[] message = randomFile("message", 100_000);

        FernetRun.of("encrypt --key-file " + in("keys") + " " + in("message") + " -o " + in("ours"))
                .succeeded();
        Files.write(
                folder.resolve("printed"),
                FernetRun.fed(message, "encrypt --key-file " + in("keys"))
                        .exited(0)
                        .bytes());
        python("decrypt", "ours", "back");
        assertThat(folder.resolve("back")).hasBinaryContent(message);
        python("decrypt", "printed", "back");
        assertThat(folder.resolve("back")).hasBinaryContent(message);

        python("encrypt", "message", "theirs");
        FernetRun.of("decrypt --key-file " + in("keys") + " --ttl 3600 " + in("theirs") + " -o " + in("back1"))
                .succeeded();
        assertThat(folder.resolve("back1")).hasBinaryContent(message);
        assertThat(FernetRun.fed(Files.readAllBytes(folder.resolve("theirs")), "decrypt --key-file " + in("keys"))
                        .exited(0)
                        .bytes())
                .isEqualTo(message);
    }

    private static String closed(String command, String verb) {
        return "labnet fernet " + command + ": cannot " + verb + " standard input: it is closed";
    }

    private void python(String verb, String source, String target) throws Exception {
        PythonProgram.start("fernet_file.py", verb, in("keys"), in(source), in(target))
                .end()
                .exited(0);
    }

    private byte[] randomFile(String name, int bytes) throws IOException {
        byte[] message = new byte[bytes];
        new Random(SEED).nextBytes(message);
        Files.write(folder.resolve(name), message);
        return message;
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
