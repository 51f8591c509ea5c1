// SPDX-License-Identifier: Apache-2.0
package io.labnet.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Projects that depend on the release. */
class ConsumersIT {
    @TempDir
    static Path workspace;

    private static Consumer alone;

    @BeforeAll
    static void copyProject() throws IOException {
        alone = Consumer.copy("alone", workspace);
    }

    /** A project with a single dependency compiles, runs, and has no dependencies but the expected ones. */
    @ParameterizedTest
    @MethodSource("artifacts")
    void artifact_isUsableAlone(String artifact) throws Exception {
        Properties consumer = new Properties();
        consumer.setProperty("consumer.artifact", artifact);
        consumer.setProperty("outputFile", "target/tree.txt");
        consumer.setProperty("mdep.outputFile", "target/class-path.txt");
        List<String> lines =
                alone.build(consumer, "compile", "dependency:tree", "dependency:build-classpath", "exec:java");

        assertThat(lines).contains(expected(artifact, "output.txt"));
        String tree = Files.readString(alone.directory().resolve("target/tree.txt"));
        assertThat(tree).isEqualToNormalizingNewlines(expected(artifact, "tree.txt") + "\n");
        assertThat(automaticModules(artifact)).containsExactlyInAnyOrderElementsOf(automaticModulesOf(artifact));
    }

    @Test
    void bill_givesTheVersionsOfAllArtifacts() throws Exception {
        Consumer together = Consumer.copy("together", workspace);
        together.copyExample(
                "test/java/io/labnet/examples/quickstart/FlippedBitPropertyTest.java",
                "src/test/java/org/example/FlippedBitPropertyTest.java");
        List<String> lines = together.build(new Properties(), "test");
        assertThat(lines).anyMatch(line -> line.contains("Tests run: 1, Failures: 0"));
    }

    @Test
    void modules_compileTestAndRun() throws Exception {
        Consumer modules = Consumer.copy("modules", workspace);
        checkModules(modules.build(new Properties(), "package", "exec:exec"));
    }

    @Test
    void modules_compileTestAndRunOnTheOtherJdk() throws Exception {
        String jdk = System.getProperty("labnet.other.jdk", "");
        assumeFalse(jdk.isEmpty(), "there is no other JDK (-Dlabnet.other.jdk=DIRECTORY)");
        Consumer modules = Consumer.copy("modules", Files.createDirectory(workspace.resolve("other")));
        checkModules(modules.build(Path.of(jdk), new Properties(), "package", "exec:exec"));
    }

    @Test
    void contractSuites_runUnderJUnit6() throws Exception {
        List<String> lines = Consumer.copy("junit6", workspace).build(new Properties(), "test");
        assertThat(lines)
                .anyMatch(line -> line.matches(".*Tests run: [1-9][0-9], Failures: 0, Errors: 0, Skipped: 0.*"));
    }

    /** The client of the image submits to the server of the command, and gets all points. */
    @Test
    void image_holdsAClient() throws Exception {
        Consumer image = Consumer.copy("image", workspace);
        image.copyExample(
                "main/java/io/labnet/examples/DoXorTask.java", "src/main/java/org/example/image/DoXorTask.java");
        image.build(new Properties(), "package", "exec:exec");

        try (XorServer server = XorServer.start(workspace)) {
            Path launcher = image.directory().resolve("target/image/bin/xor");
            Process client = new ProcessBuilder(launcher.toString(), "127.0.0.1", server.port(), "20200000")
                    .redirectErrorStream(true)
                    .start();
            String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(output).contains("Score: 50");
            assertThat(client.waitFor()).isZero();
        }
    }

    static List<String> artifacts() throws IOException {
        return Release.artifacts();
    }

    private static void checkModules(List<String> lines) {
        assertThat(lines)
                .anyMatch(line -> line.contains("Tests run: 1, Failures: 0"))
                .anyMatch(line -> line.startsWith("org.example.modules: the flag is 256"));
    }

    private static String expected(String artifact, String file) throws IOException {
        Path path = Path.of("src", "it", "alone", artifact, file);
        return Files.readString(path).strip().replace("VERSION", Release.version());
    }

    /** Returns the automatic modules that the module of the artifact needs. */
    private static Set<String> automaticModules(String artifact) throws IOException {
        String classPath = Files.readString(alone.directory().resolve("target/class-path.txt"));
        Path[] jars = Stream.of(classPath.strip().split(Pattern.quote(File.pathSeparator)))
                .map(Path::of)
                .toArray(Path[]::new);
        return Configuration.empty()
                .resolve(
                        ModuleFinder.compose(ModuleFinder.ofSystem(), ModuleFinder.of(jars)),
                        ModuleFinder.of(),
                        Set.of(artifact.replace("labnet-", "io.labnet.")))
                .modules()
                .stream()
                .map(module -> module.reference().descriptor())
                .filter(descriptor -> descriptor.isAutomatic())
                .map(descriptor -> descriptor.name())
                .collect(Collectors.toSet());
    }

    /**
     * Returns the jars without module descriptors. If a module needs one of them, all that are on the path are resolved.
     */
    private static Set<String> automaticModulesOf(String artifact) {
        return switch (artifact) {
            case "labnet-check", "labnet-grades" -> Set.of("com.opencsv");
            case "labnet-micrometer" ->
                Set.of("HdrHistogram", "micrometer.commons", "micrometer.core", "micrometer.observation");
            case "labnet-cli" ->
                Set.of(
                        "HdrHistogram",
                        "com.opencsv",
                        "io.prometheus.metrics.config",
                        "io.prometheus.metrics.core",
                        "io.prometheus.metrics.model",
                        "io.prometheus.metrics.tracer.common",
                        "io.prometheus.writer.text",
                        "micrometer.commons",
                        "micrometer.core",
                        "micrometer.observation",
                        "micrometer.registry.prometheus",
                        "org.jline.nativ",
                        "org.jline.reader",
                        "org.jline.terminal",
                        "org.postgresql.jdbc");
            default -> Set.of();
        };
    }
}
