// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar that holds everything. */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class JarIT {
    private static final Map<String, String> TERMINAL = Map.of("TERM", "xterm");

    @Test
    void help_isPrintedWithoutEscapes() throws Exception {
        assertThat(ChildProcess.labnet(TERMINAL, "--help").end().succeeded())
                .startsWith("Usage: labnet [-hV] [COMMAND]\n")
                .contains("\n  grades ", "\n  demo ", "\n  generate-completion ")
                .doesNotContain("\u001b");
    }

    @Test
    void misuse_exitsWithItsCode() throws Exception {
        assertThat(ChildProcess.labnet(TERMINAL, "grades server").end().misuse("labnet grades server"))
                .isEqualTo("Missing required option: '--csv=FILE'");
    }

    @Test
    void noColor_onTerminal_disablesColours() throws Exception {
        CommandRun coloured = PythonProgram.onATerminal("", "--help").end().exited(0);
        assertThat(coloured.out()).contains("\u001b[", "Reference servers and clients");
        CommandRun plain =
                PythonProgram.onATerminal("NO_COLOR=1", "--help").end().exited(0);
        assertThat(plain.out()).contains("Reference servers and clients").doesNotContain("\u001b");
    }

    /** A build replaces the jar of a running server: the server keeps the old file open. */
    @Test
    void replacedJar_serverKeepsRunning(@TempDir Path folder) throws Exception {
        Path jar = Files.copy(ChildProcess.jar(), folder.resolve("labnet.jar"));
        try (ChildProcess server = ChildProcess.java("-jar", jar.toString(), "crds", "server", "--port=0")) {
            int port = server.awaitPort();
            Path other = Files.writeString(folder.resolve("new.jar"), "no jar at all");

            Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);

            CommandRun.labnet("crds list --port=" + port).exited(0);
        }
    }

    @Test
    void jar_isNoModuleAndHasNoSignatures() throws IOException {
        try (JarFile jar = new JarFile(ChildProcess.jar().toFile())) {
            List<String> names = jar.stream().map(ZipEntry::getName).toList();

            assertThat(names)
                    .contains("io/labnet/cli/Labnet.class", "io/labnet/core/codec/Decoder.class")
                    .noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA|EC)"))
                    .noneMatch(name -> name.endsWith("module-info.class"))
                    .doesNotHaveDuplicates();
        }
    }

    /** Each bundled library has its licence in a folder of its own, and is listed. */
    @Test
    void jar_holdsTheLicencesOfItsLibraries() throws IOException {
        try (JarFile jar = new JarFile(ChildProcess.jar().toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains(
                            "META-INF/LICENSE",
                            "META-INF/licenses/jline/LICENSE",
                            "META-INF/licenses/logback/LICENSE",
                            "META-INF/licenses/netty/LICENSE",
                            "META-INF/licenses/progressbar/LICENSE")
                    .anyMatch(name -> name.matches("META-INF/licenses/bcprov-jdk18on.*/META-INF/LICENSE.md"))
                    .anyMatch(name -> name.matches("META-INF/licenses/slf4j-api.*/META-INF/LICENSE.txt"));
            ZipEntry list = jar.getEntry("META-INF/licenses/THIRD-PARTY.txt");
            String libraries = new String(jar.getInputStream(list).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(libraries)
                    .contains("opencsv", "picocli", "HikariCP", "sqlite-jdbc", "postgresql", "jackson-core", "jline")
                    .doesNotContain("junit", "labnet");
        }
    }

    @Test
    void manifest_namesTheMainClassAndAllowsForVersions() throws IOException {
        try (JarFile jar = new JarFile(ChildProcess.jar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();

            assertThat(manifest.getValue(Attributes.Name.MULTI_RELEASE)).isEqualTo("true");
            assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo(Labnet.class.getName());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "META-INF/services/java.lang.System$LoggerFinder",
                "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
                "logback.xml",
                "io/labnet/cli/demo/grades.csv"
            })
    void jar_hasResourcesLoadedByName(String name) throws IOException {
        try (JarFile jar = new JarFile(ChildProcess.jar().toFile())) {
            assertThat(jar.getEntry(name)).isNotNull();
        }
    }
}
