// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.labnet.cli.command.Program;
import io.labnet.core.transport.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process that a test starts. Its output goes to files, so that the process never blocks, and the test can read the
 * output immediately.
 */
public final class ChildProcess implements AutoCloseable {
    /** The time limit of each wait. Only failing tests reach it, so it is much longer than a loaded machine needs. */
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    /**
     * Starts a JVM in about half the processor time: most processes of the tests live for a second, in which the
     * optimising compiler and the threads of the default collector only cost.
     */
    public static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Object ARCHIVING = new Object();

    static final Pattern LISTENING = Pattern.compile("(?i).*\\blistening\\b.*(?:\\bport |127\\.0\\.0\\.1:)(\\d+)\\b.*");

    private final List<String> command;
    private final Process process;
    private final Path out;
    private final Path err;

    private ChildProcess(List<String> command, Map<String, String> environment) {
        this.command = command;
        try {
            out = Files.createTempFile("labnet-", ".out");
            err = Files.createTempFile("labnet-", ".err");
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.redirectOutput(out.toFile()).redirectError(err.toFile());
            // With this variable set, a JVM prints a notice on standard error, which tests would take for output of
            // labnet.
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the labnet command from its jar: a line that is split into words, and further words unchanged. */
    public static ChildProcess labnet(String line, String... more) {
        return labnet(Map.of(), line, more);
    }

    /** Starts the labnet command from its jar, with more in its environment. */
    public static ChildProcess labnet(Map<String, String> environment, String line, String... more) {
        return start(environment, labnetCommand(line, more));
    }

    /** Starts the labnet command with options of the JVM, such as a small heap. */
    public static ChildProcess labnetIn(String jvmOption, String line, String... more) {
        List<String> jar = List.of(jvm(), jvmOption, "-jar", jar().toString());
        return start(Map.of(), concat(jar, CommandRun.words(line, more)));
    }

    /** Starts a Java program: options of the JVM, a class or a jar, arguments. */
    public static ChildProcess java(String... args) {
        return start(Map.of(), concat(List.of(jvm()), args));
    }

    /** Starts any program. */
    public static ChildProcess start(Map<String, String> environment, List<String> command) {
        return new ChildProcess(command, environment);
    }

    /** The words that start the labnet command, in a JVM that is made for a short life. */
    public static List<String> labnetCommand(String line, String... more) {
        List<String> words = new ArrayList<>(List.of(jvm()));
        words.addAll(jarOptions());
        words.addAll(List.of("-jar", jar().toString()));
        return concat(words, CommandRun.words(line, more));
    }

    /**
     * Returns the options of a short-lived JVM that runs the jar: with an archive of the classes that every command
     * loads, it starts in two thirds of the processor time.
     */
    public static List<String> jarOptions() {
        Path archive = jar().resolveSibling("labnet.jsa");
        synchronized (ARCHIVING) {
            if (!archive.toFile().exists()
                    || archive.toFile().lastModified() < jar().toFile().lastModified()) {
                archive(archive);
            }
        }
        List<String> options = new ArrayList<>(SHORT_LIVED);
        options.add("-XX:SharedArchiveFile=" + archive);
        return options;
    }

    private static void archive(Path archive) {
        List<String> words = new ArrayList<>(List.of(jvm()));
        words.addAll(SHORT_LIVED);
        words.addAll(
                List.of("-XX:ArchiveClassesAtExit=" + archive, "-jar", jar().toString(), "xor", "server", "--help"));
        try (ChildProcess run = start(Map.of(), words)) {
            assertThat(run.exitCode()).as(run.err()).isZero();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** Where the labnet jar is, once it is packaged. */
    public static Path jar() {
        return basedir().resolve("target").resolve("labnet.jar");
    }

    /** The folder of this module. */
    public static Path basedir() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    /** Waits for a matching line on standard output, and returns the match. */
    public Matcher awaitLine(Pattern pattern) {
        return awaitMatch(pattern, out);
    }

    /** Waits for a matching line on standard error. */
    public Matcher awaitErrorLine(Pattern pattern) {
        return awaitMatch(pattern, err);
    }

    /** Waits for a server to print its port. */
    public int awaitPort() {
        return Integer.parseInt(awaitLine(LISTENING).group(1));
    }

    /** Waits for a server to listen. */
    public ChildProcess listening() {
        int unused = awaitPort();
        return this;
    }

    /** Where a server of this process listens. */
    public Endpoint endpoint() {
        return Endpoint.loopback(awaitPort());
    }

    /** Connects to a server of this process as a program that keeps its connection open. */
    public Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), awaitPort());
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        return socket;
    }

    /** Sends a text on a new connection, and returns everything received until the server closes it. */
    public String exchange(String text) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Runs a Python program that checks a server, with its port as an argument. */
    public void satisfies(String program, String check, String... more) throws Exception {
        String[] args = CommandRun.words(check + " " + awaitPort(), more);
        assertThat(PythonProgram.start(program, args).end().exited(0).out()).isEqualTo("passed\n");
        assertThat(err()).doesNotContain("Exception", "ERROR");
    }

    /** Returns the standard output until now. */
    public String out() {
        return text(out);
    }

    /** Returns the standard error until now. */
    public String err() {
        return text(err);
    }

    /** Types on standard input; the empty text ends it. */
    public void type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        if (text.isEmpty()) {
            process.getOutputStream().close();
        } else {
            process.getOutputStream().flush();
        }
    }

    /** Sends SIGTERM through the handle; Process.destroy() would also close the input. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Kills the process, by SIGKILL where available. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Returns the only child of this process. */
    public ProcessHandle onlyChild() {
        List<ProcessHandle> children = process.children().toList();
        if (children.size() != 1) {
            throw new AssertionError(children.size() + " children of " + this);
        }
        return children.get(0);
    }

    /** Waits for the process to end, and returns its exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + PATIENCE + ": " + this);
        }
        return process.exitValue();
    }

    /** Waits for the process to end, closes it, and returns the result. */
    public CommandRun end() throws IOException, InterruptedException {
        try {
            int code = exitCode();
            return new CommandRun(name(), code, Files.readAllBytes(out), err());
        } finally {
            close();
        }
    }

    /** Sends SIGTERM, waits for the end, and returns the result. */
    public CommandRun terminated() throws IOException, InterruptedException {
        terminate();
        return end();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        try {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return process.info().commandLine().orElse("the process") + "\n--- out\n" + out() + "--- err\n" + err();
    }

    private Matcher awaitMatch(Pattern pattern, Path file) {
        List<Matcher> found = new ArrayList<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            // Checked before reading: the output is complete once the process has ended.
            boolean ended = !process.isAlive();
            text(file).lines().map(pattern::matcher).filter(Matcher::matches).forEach(found::add);
            return ended || !found.isEmpty();
        });
        if (found.isEmpty()) {
            throw new AssertionError("ended without a line like " + pattern + ": " + this);
        }
        return found.get(0);
    }

    /** Returns the prefix of error messages, if the process is the labnet command. */
    private String name() {
        int jar = command.indexOf("-jar");
        String[] args = jar < 0
                ? new String[0]
                : command.subList(jar + 2, command.size()).toArray(String[]::new);
        return CommandRun.name(Program.commandLine(new Labnet()), args);
    }

    private static String jvm() {
        String running = ProcessHandle.current().info().command().orElse("java");
        return System.getProperty("labnet.jvm", running);
    }

    /** Appends words to others. */
    public static List<String> concat(List<String> first, String... rest) {
        return Stream.concat(first.stream(), Stream.of(rest)).toList();
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
