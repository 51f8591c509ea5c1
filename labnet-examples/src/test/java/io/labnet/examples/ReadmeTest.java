// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Java code in the README is part of compiled files. */
class ReadmeTest {
    private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^```java\\R(.*?)^```$");

    @Test
    void javaBlocks_arePartOfSources() throws IOException {
        String readme = Files.readString(BASE.resolve("..").resolve("README.md"));
        List<String> blocks = JAVA_BLOCK
                .matcher(readme)
                .results()
                .map(block -> withoutIndentation(block.group(1)).strip())
                .toList();
        List<String> sources = sources();

        assertThat(blocks).hasSizeGreaterThanOrEqualTo(2).doesNotContain("");
        assertThat(blocks).allSatisfy(block -> assertThat(sources)
                .as("a source that contains\n%s", block)
                .anyMatch(source -> source.contains("\n" + block + "\n")));
    }

    private static List<String> sources() throws IOException {
        // Programs are in main, and properties in test.
        Path folder = BASE.resolve("src");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ReadmeTest::read)
                    .map(ReadmeTest::withoutIndentation)
                    .toList();
        }
    }

    private static String withoutIndentation(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
