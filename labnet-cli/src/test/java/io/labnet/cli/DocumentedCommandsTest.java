// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.labnet.cli.command.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands that README.md and the pages in docs show have names, options and values that exist. */
class DocumentedCommandsTest {
    private static final Pattern COMMAND = Pattern.compile("java -jar labnet-cli/target/labnet\\.jar ([^|>&`\\n]+)");
    private static final int LEAST_COMMANDS = 20;

    @Test
    void commands_areAccepted() throws IOException {
        List<String> commands = commands();

        assertThat(commands).hasSizeGreaterThanOrEqualTo(LEAST_COMMANDS);
        assertThat(commands).allSatisfy(command -> assertThatCode(
                        () -> Program.commandLine(new Labnet()).parseArgs(CommandRun.words(command)))
                .as(command)
                .doesNotThrowAnyException());
    }

    private static List<String> commands() throws IOException {
        Path root = ChildProcess.basedir().resolveSibling("");
        List<String> commands = new ArrayList<>();
        try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            for (Path page : Stream.concat(Stream.of(root.resolve("README.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList()) {
                COMMAND.matcher(Files.readString(page)).results().forEach(command -> commands.add(command.group(1)));
            }
        }
        return commands;
    }
}
