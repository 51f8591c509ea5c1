// SPDX-License-Identifier: Apache-2.0
package io.labnet.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.MavenInvocationException;

/**
 * A copy of a project of the folder {@code src/it}. Maven builds it with the release and an empty local repository. It
 * takes other libraries from the local repository of this build, if they are there, and downloads the others.
 */
final class Consumer {
    private static final Path PROJECTS = Path.of("src", "it");
    private static final String SETTINGS = """
            <settings>
              <profiles>
                <profile>
                  <id>release</id>
                  <repositories>
                    <repository><id>release</id><url>%1$s</url></repository>
                    <repository><id>downloads</id><url>%2$s</url></repository>
                  </repositories>
                  <pluginRepositories>
                    <pluginRepository><id>downloads</id><url>%2$s</url></pluginRepository>
                  </pluginRepositories>
                </profile>
              </profiles>
              <activeProfiles><activeProfile>release</activeProfile></activeProfiles>
            </settings>
            """;

    private final Path directory;
    private final Path workspace;

    private Consumer(Path directory, Path workspace) {
        this.directory = directory;
        this.workspace = workspace;
    }

    /**
     * Copies a project.
     *
     * @param workspace a directory outside of this build, whose settings Maven would apply
     */
    static Consumer copy(String name, Path workspace) throws IOException {
        Path source = PROJECTS.resolve(name);
        Path target = workspace.resolve(name);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                if (!Files.isDirectory(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
        String downloads =
                Path.of(System.getProperty("labnet.downloads")).toUri().toString();
        Files.writeString(
                workspace.resolve("settings.xml"),
                SETTINGS.formatted(Release.root().toUri().toString(), downloads));
        return new Consumer(target, workspace);
    }

    Path directory() {
        return directory;
    }

    /**
     * Copies a file of labnet-examples into this project.
     *
     * @param example the path of the file in the sources of that module
     * @param to the path in this project; its package becomes that of its folder
     */
    void copyExample(String example, String to) throws IOException {
        Path target = directory.resolve(to);
        String packageName = to.replaceFirst(".*/java/(.*)/.*", "$1").replace('/', '.');
        String source = Files.readString(Path.of("..", "labnet-examples", "src").resolve(example));
        Files.createDirectories(target.getParent());
        Files.writeString(target, source.replaceFirst("(?m)^package .*;$", "package " + packageName + ";"));
    }

    /** Runs Maven with this JVM's JDK; the build must succeed. Returns the lines that Maven prints. */
    List<String> build(Properties properties, String... arguments) throws IOException, MavenInvocationException {
        return build(Path.of(System.getProperty("java.home")), properties, arguments);
    }

    List<String> build(Path jdk, Properties properties, String... arguments)
            throws IOException, MavenInvocationException {
        Path repository = Files.createDirectories(workspace.resolve("repository"));
        List<String> lines = new ArrayList<>();
        properties.setProperty("labnet.version", Release.version());
        InvocationRequest request = new DefaultInvocationRequest()
                .setBaseDirectory(directory.toFile())
                .setGlobalSettingsFile(workspace.resolve("settings.xml").toFile())
                .setLocalRepositoryDirectory(repository.toFile())
                .setJavaHome(jdk.toFile())
                .setBatchMode(true)
                .setNoTransferProgress(true)
                .setProperties(properties)
                .setOutputHandler(lines::add)
                .addArgs(List.of(arguments));
        int exitCode = new DefaultInvoker()
                .setMavenHome(Path.of(System.getProperty("maven.home")).toFile())
                .execute(request)
                .getExitCode();
        assertThat(exitCode).as("%s", String.join("\n", lines)).isZero();
        return lines;
    }
}
