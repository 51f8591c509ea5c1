// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages link to files and headings that exist, and show code that is part of compiled files. */
class MarkdownTest {
    private static final int LEAST_BLOCKS = 8;
    private static final int LEAST_LINKS = 100;

    /** Shows types with their most important members only. */
    private static final String SHORTENED = "docs/architecture.md";

    @Test
    void javaBlocks_arePartOfSources() throws IOException {
        List<String> blocks = Stream.concat(
                        Stream.of(MarkdownPage.of("README.md")), MarkdownPage.below("docs").stream())
                .filter(page -> !page.toString().equals(SHORTENED))
                .flatMap(page -> page.blocks("java").stream())
                .map(block -> withoutIndentation(block).strip())
                .toList();
        List<String> sources = sources();

        assertThat(blocks).hasSizeGreaterThanOrEqualTo(LEAST_BLOCKS).doesNotContain("");
        assertThat(blocks).allSatisfy(block -> assertThat(sources)
                .as("a source that contains\n%s", block)
                .anyMatch(source -> source.contains("\n" + block + "\n")));
    }

    @Test
    void links_leadToFilesAndHeadings() throws IOException {
        int links = 0;
        List<String> broken = new ArrayList<>();
        for (MarkdownPage page : MarkdownPage.below("")) {
            for (String link : page.links()) {
                links++;
                if (!leadsSomewhere(page, link)) {
                    broken.add(page + ": " + link);
                }
            }
        }

        assertThat(links).isGreaterThanOrEqualTo(LEAST_LINKS);
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(MarkdownPage page, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target =
                file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize();
        if (!target.startsWith(MarkdownPage.ROOT) || !Files.exists(target)) {
            return false;
        }
        return hash < 0
                || MarkdownPage.of(MarkdownPage.ROOT.relativize(target).toString())
                        .anchors()
                        .contains(link.substring(hash + 1));
    }

    private static List<String> sources() throws IOException {
        // Programs are in main, and properties in test.
        try (Stream<Path> files = Files.walk(MarkdownPage.ROOT.resolve("labnet-examples/src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(MarkdownTest::read)
                    .map(MarkdownTest::withoutIndentation)
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
