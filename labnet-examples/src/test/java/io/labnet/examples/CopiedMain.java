// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An example as somebody has it who copied its one file: alone, in a package of its own, beside the libraries' jars. */
public final class CopiedMain {
    private static final String PACKAGE = "mine";

    /** What the tests have beside the libraries; javac and the copies do without. */
    private static final Pattern TESTS_ONLY = Pattern.compile(
            "labnet-(examples|jqwik|testkit)\\b.*|(junit|jqwik|assertj|opentest4j|jazzer|byte-buddy).*");

    private final Path classes;
    private final String main;

    private CopiedMain(Path classes, String main) {
        this.classes = classes;
        this.main = main;
    }

    /** Copies a main into an empty folder of its own and compiles it there. */
    public static CopiedMain of(Path folder, Class<?> example) throws IOException {
        Path emptyFolder = Files.createDirectory(folder.resolve(example.getSimpleName()));
        Path original = Path.of(System.getProperty("basedir", ""), "src", "main", "java")
                .resolve(example.getName().replace('.', '/') + ".java");
        String source = Files.readString(original);
        String changed = source.replace("package " + example.getPackageName() + ";", "package " + PACKAGE + ";");
        assertThat(changed).isNotEqualTo(source);
        Path copy = Files.writeString(emptyFolder.resolve(example.getSimpleName() + ".java"), changed);
        Path classes = Files.createDirectory(emptyFolder.resolve("classes"));
        StringWriter problems = new StringWriter();
        PrintWriter out = new PrintWriter(problems, true);
        int exitCode = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(out, out, "-proc:none", "-d", classes.toString(), "-cp", libraries(), copy.toString());
        assertThat(exitCode).as("%s", problems).isZero();
        return new CopiedMain(classes, PACKAGE + "." + example.getSimpleName());
    }

    /** Runs it in a process of its own. */
    public Running run(String... args) throws IOException {
        String java = System.getProperty(
                "labnet.jvm", ProcessHandle.current().info().command().orElse("java"));
        List<String> command = new ArrayList<>(List.of(java, "-cp", classes + File.pathSeparator + libraries(), main));
        command.addAll(List.of(args));
        return new Running(command);
    }

    /** The jars of the libraries, and of what they need. */
    private static String libraries() {
        return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> !TESTS_ONLY
                        .matcher(Path.of(entry).getFileName().toString())
                        .matches())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A run of it. */
    public static final class Running implements AutoCloseable {
        private static final Pattern LISTENING = Pattern.compile("(?i).*\\blistening\\b.*\\bport (\\d+)\\b.*");
        private static final long PATIENCE_SECONDS = 90;

        private final Process process;
        private final Path err;
        private final BufferedReader lines;
        private final StringBuilder out = new StringBuilder();

        private Running(List<String> command) throws IOException {
            err = Files.createTempFile("labnet-", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
            // With this variable set, a JVM prints a notice on standard error, which tests would take for output of the
            // main.
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            process = builder.start();
            lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Waits for a line of standard output that fits. */
        public Matcher awaitLine(Pattern pattern) throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.append(line).append('\n');
                Matcher matcher = pattern.matcher(line);
                if (matcher.matches()) {
                    return matcher;
                }
            }
            throw new AssertionError("ended without a line like " + pattern + ": " + out + err());
        }

        /** Waits for a server to say on which port it listens. */
        public String awaitPort() throws IOException {
            return awaitLine(LISTENING).group(1);
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

        /** Waits for the end of the program, which has to come with an exit code, and gives what it has printed. */
        public String ended(int code) throws IOException, InterruptedException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.append(line).append('\n');
            }
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("%s%s", out, err()).isEqualTo(code);
            return out.toString();
        }

        /** Waits for the end of a program that fails, and gives what it has printed on standard error. */
        public String failure() throws IOException, InterruptedException {
            assertThat(ended(1)).isEmpty();
            return err();
        }

        public String out() {
            return out.toString();
        }

        public String err() throws IOException {
            return Files.readString(err);
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly().onExit().join();
            Files.delete(err);
        }
    }
}
