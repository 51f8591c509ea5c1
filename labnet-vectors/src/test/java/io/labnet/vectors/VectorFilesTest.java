// SPDX-License-Identifier: Apache-2.0
package io.labnet.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labnet.core.rule.RulePage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file of the folder {@code vectors} has the form that the README.md there documents, and a test reads it. */
class VectorFilesTest {
    private static final Path ROOT = Vectors.FOLDER.resolve("..");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern RULE = Pattern.compile("\\b(?:compute|crds|grades|numbers|xor)-\\d+\\.\\d+\\b");
    private static final long MAX_NUMBER = 1L << 53;

    @TestFactory
    Stream<DynamicTest> file_isDocumentedAndRead() throws IOException {
        String readme = Files.readString(Vectors.FOLDER.resolve("README.md"));
        StringBuilder tests = new StringBuilder();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(ROOT, "labnet-*")) {
            for (Path module : modules) {
                if (Files.exists(module.resolve(TESTS))) {
                    files(module.resolve(TESTS), "**Test.java").forEach(test -> tests.append(text(test)));
                }
            }
        }
        return names().stream()
                .map(name -> dynamicTest(name, () -> {
                    assertThat(readme).contains("`" + name + "`");
                    assertThat(tests).contains("\"" + name + "\"");
                }));
    }

    @TestFactory
    Stream<DynamicTest> file_hasTheDocumentedForm() throws IOException {
        return names().stream()
                .map(name -> dynamicTest(name, () -> {
                    String text = text(Vectors.FOLDER.resolve(name));
                    JsonNode file = new ObjectMapper().readTree(text);

                    assertThat(file.fieldNames())
                            .toIterable()
                            .containsExactly("description", "source", "rules", "cases");
                    assertThat(List.of(file.get("description"), file.get("source"), file.get("rules")))
                            .allMatch(JsonNode::isTextual);
                    assertThat(file.get("rules").asText()).startsWith("docs/protocols/");
                    assertRulesExist(text, text(ROOT.resolve(file.get("rules").asText())));
                    assertThat(file.get("cases")).isNotEmpty();
                    assertThat(text.lines().filter(line -> line.startsWith("{\"name\": ")))
                            .as("one case per line")
                            .hasSameSizeAs(file.get("cases"));
                    Set<String> names = new HashSet<>();
                    for (JsonNode vector : file.get("cases")) {
                        assertThat(names.add(vector.get("name").asText()))
                                .as("unique name of %s", vector)
                                .isTrue();
                        assertCase(vector, name.startsWith("fernet/"));
                    }
                }));
    }

    private static void assertCase(JsonNode vector, boolean withoutRules) {
        String result = vector.has("refused") ? "refused" : "expected";
        assertThat(vector.fieldNames()).toIterable().containsExactly("name", "input", result);
        assertThat(List.of(vector.get("input"), vector.get(result))).allMatch(JsonNode::isObject);
        assertNumbersAreExact(vector);
        JsonNode refused = vector.get("refused");
        if (refused != null) {
            boolean needsRule =
                    !withoutRules && !refused.path("reason").asText().equals("TRAILING");
            assertThat(refused.fieldNames()).toIterable().isSubsetOf("reason", "rule");
            assertThat(refused.path("reason").asText()).matches("[A-Z_]+");
            assertThat(refused.has("rule") || !needsRule)
                    .as("%s has a rule", vector)
                    .isTrue();
        }
    }

    private static void assertNumbersAreExact(JsonNode node) {
        assertThat(!node.isNumber() || (node.isIntegralNumber() && Math.abs(node.asLong()) <= MAX_NUMBER))
                .as("%s is exact in every language", node)
                .isTrue();
        node.forEach(VectorFilesTest::assertNumbersAreExact);
    }

    private static void assertRulesExist(String text, String page) {
        assertThat(RulePage.parse(page).rules())
                .extracting(RulePage.Entry::number)
                .containsAll(
                        RULE.matcher(text).results().map(found -> found.group()).toList());
    }

    /** Returns the names of all files, such as {@code crds/commands.json}. */
    private static List<String> names() throws IOException {
        List<String> names = files(Vectors.FOLDER, "*/*.json").stream()
                .map(file -> file.subpath(file.getNameCount() - 2, file.getNameCount())
                        .toString())
                .map(name -> name.replace('\\', '/'))
                .toList();
        assertThat(names).isNotEmpty();
        return names;
    }

    private static List<Path> files(Path folder, String glob) throws IOException {
        var matcher = folder.getFileSystem().getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> matcher.matches(folder.relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
