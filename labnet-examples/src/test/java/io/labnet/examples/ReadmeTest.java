// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** README.md is short, and names what the build publishes. */
class ReadmeTest {
    private static final MarkdownPage README = MarkdownPage.of("README.md");
    private static final int MAX_LINES = 150;
    private static final int MAX_COLUMNS = 120;
    private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");
    private static final Pattern NAMED_VERSION = Pattern.compile("labnet-bom(?:</artifactId><version>|:)([^<\"]+)");

    @Test
    void readme_isShort() {
        List<String> lines = README.text().lines().toList();

        assertThat(lines).hasSizeLessThanOrEqualTo(MAX_LINES);
        assertThat(lines).filteredOn(line -> line.length() > MAX_COLUMNS).isEmpty();
    }

    @Test
    void readme_namesEachPublishedModule() throws IOException {
        List<String> modules = MODULE.matcher(pom("."))
                .results()
                .map(module -> module.group(1))
                .toList();

        assertThat(modules).contains("labnet-core");
        for (String module : modules) {
            if (!pom(module).contains("<maven.deploy.skip>true<")) {
                assertThat(README.text()).contains("`" + module + "`");
            }
        }
    }

    @Test
    void readme_namesVersionThatExists() throws IOException {
        List<String> versions = NAMED_VERSION
                .matcher(README.text())
                .results()
                .map(version -> version.group(1))
                .toList();

        assertThat(versions).hasSize(2);
        assertThat(versions.get(1)).isEqualTo(versions.get(0));
        assertThat(pom(".") + MarkdownPage.of("CHANGELOG.md").text())
                .containsAnyOf("<revision>" + versions.get(0) + "</revision>", "## [" + versions.get(0) + "]");
    }

    private static String pom(String module) throws IOException {
        return Files.readString(MarkdownPage.ROOT.resolve(module).resolve("pom.xml"));
    }
}
