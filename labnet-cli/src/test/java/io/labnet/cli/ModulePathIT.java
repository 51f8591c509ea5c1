// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The modules as modules: their descriptors name all that is needed when it runs, not only when it is compiled. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModulePathIT {
    private static final String MAIN = "io.labnet.cli/io.labnet.cli.Labnet";

    /** What the command needs when it runs; the rest of the class path is for tests. */
    private static final Pattern NEEDED = Pattern.compile(
            "(labnet-(core|check|compute|crds|fernet|grades|micrometer|netty|numbers|store|xorproto)|opencsv|progressbar|jline-\\w+|commons-(lang3|text)|picocli|logback-(core|classic)"
                    + "|slf4j-(api|jdk-platform-logging)|bc(prov|pkix|util)-\\w+|HikariCP|jackson-core|jackson-jr-objects|jmustache|postgresql|sqlite-jdbc"
                    + "|micrometer-[a-z-]+|prometheus-metrics-[a-z-]+|HdrHistogram|netty-[a-z-]+)"
                    + "-\\d.*\\.jar");

    private String modulePath = "";

    @BeforeAll
    void findModules() throws IOException {
        List<Path> needed = Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .map(Path::of)
                .filter(path -> NEEDED.matcher(path.getFileName().toString()).matches())
                .toList();
        assertThat(needed).hasSizeGreaterThanOrEqualTo(10);
        modulePath = Stream.concat(Stream.of(command()), needed.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void version_isReadFromModule() throws Exception {
        assertThat(run("-m", MAIN, "--version").succeeded()).startsWith("labnet ");
    }

    @Test
    void demo_runsOnTheModulePath() throws Exception {
        assertThat(run("-m", MAIN, "demo").succeeded()).endsWith("Everything was as expected.\n");
    }

    @Test
    void drivers_areFoundOnTheModulePath(@TempDir Path directory) throws Exception {
        String text = Files.writeString(directory.resolve("scores.txt"), "20200000,50\n")
                .toString();
        String allowed = "--enable-native-access=org.xerial.sqlitejdbc";
        assertThat(run(allowed, "-m", MAIN, "scores", "--db", text).exited(1).err())
                .isEqualTo("labnet scores: " + text + ": it is not a SQLite database\n");
        String nowhere = "jdbc:postgresql://no.such.host.invalid/labnet";
        assertThat(run("-m", MAIN, "scores", "--db", nowhere).exited(1).err())
                .isEqualTo("labnet scores: " + nowhere + ": there is no host no.such.host.invalid\n");
    }

    private CommandRun run(String... args) throws Exception {
        List<String> words = new ArrayList<>(ChildProcess.SHORT_LIVED);
        words.addAll(List.of("-p", modulePath));
        words.addAll(List.of(args));
        return ChildProcess.java(words.toArray(String[]::new)).end();
    }

    /** The jar of this module alone, which is not on the class path by that name in every build. */
    private static Path command() throws IOException {
        Pattern jar = Pattern.compile("labnet-cli-\\d[\\w.]*(-SNAPSHOT)?\\.jar");
        try (Stream<Path> files = Files.list(ChildProcess.jar().getParent())) {
            return files.filter(
                            file -> jar.matcher(file.getFileName().toString()).matches())
                    .findFirst()
                    .orElseThrow();
        }
    }
}
