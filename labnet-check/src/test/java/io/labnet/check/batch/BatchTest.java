// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.labnet.check.CaseResult;
import io.labnet.check.CheckReport;
import io.labnet.check.CheckReport.Problem;
import io.labnet.check.CheckReport.Verdict;
import io.labnet.check.report.BatchPage;
import io.labnet.check.report.BatchRow;
import io.labnet.check.report.SampleReport;
import io.labnet.core.rule.RulePage.Level;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch whose checks are made by hand. */
class BatchTest {
    private static final CaseResult WRONG = SampleReport.failed("crds-4.2/umlauts", Level.MUST, "a cause");

    @TempDir
    private Path folder;

    private final Set<String> checked = new ConcurrentSkipListSet<>();

    @BeforeEach
    void makePrograms() throws Exception {
        for (String id : List.of("ada", "bob", "eve")) {
            Files.createDirectories(folder.resolve("programs").resolve(id));
        }
    }

    private List<BatchRow> run(String origin, Batch.Check check) throws Exception {
        return run(origin, 2, check);
    }

    private List<BatchRow> run(String origin, int jobs, Batch.Check check) throws Exception {
        return run(folder.resolve("results"), origin, jobs, check);
    }

    private List<BatchRow> run(Path results, String origin, int jobs, Batch.Check check) throws Exception {
        checked.clear();
        return new Batch(folder.resolve("programs"), results, jobs, "again", origin, program -> {
                    checked.add(program.getFileName().toString());
                    return check.of(program);
                })
                .run(row -> {});
    }

    private static CheckReport check(Path program) {
        return program.endsWith("bob")
                ? SampleReport.report(null, SampleReport.passed("crds-4.1/empty", 2), WRONG)
                : SampleReport.report(null, SampleReport.passed("crds-4.1/empty", 2));
    }

    @Test
    void rows_areInTheOrderOfTheFolders() throws Exception {
        assertThat(run("again", BatchTest::check))
                .containsExactly(
                        new BatchRow("ada", "passed", 2, 2, List.of(), "", "ada.html"),
                        new BatchRow("bob", "broken", 2, 5, List.of("crds-4.2"), "a cause", "bob.html"),
                        new BatchRow("eve", "passed", 2, 2, List.of(), "", "eve.html"));
        assertThat(folder.resolve("results"))
                .isDirectoryContaining(file -> file.endsWith("bob.json"))
                .isDirectoryNotContaining(file -> file.toString().endsWith(".tmp"));
    }

    @Test
    void secondRun_checksOnlyWhatHasNoReport() throws Exception {
        List<BatchRow> first = run("again", BatchTest::check);
        Files.delete(folder.resolve("results").resolve("eve.json"));
        assertThat(run("again", BatchTest::check)).isEqualTo(first);
        assertThat(checked).containsExactly("eve");
    }

    @Test
    void anotherCheck_isRunAnew() throws Exception {
        List<BatchRow> unused = run("labnet check crds server", BatchTest::check);
        List<BatchRow> again = run("labnet check crds server --strict", BatchTest::check);
        assertThat(again).hasSize(3);
        assertThat(checked).isEqualTo(new TreeSet<>(List.of("ada", "bob", "eve")));
        assertThat(BatchRow.origin(folder.resolve("results").resolve("bob.json")))
                .isEqualTo("labnet check crds server --strict");
        assertThat(folder.resolve("results").resolve("bob.html"))
                .content()
                .contains("again --only crds-4.2/umlauts")
                .doesNotContain("--strict");
    }

    @Test
    void failureOfTheChecker_overwritesNoResult() throws Exception {
        List<BatchRow> unused = run("again", BatchTest::check);
        Path bob = folder.resolve("results").resolve("bob.json");
        byte[] before = Files.readAllBytes(bob);
        List<BatchRow> failed = run("another", program -> {
            if (program.endsWith("ada")) {
                throw new IllegalStateException("on purpose");
            }
            return SampleReport.report(new Problem(Verdict.INTERNAL, "on purpose"));
        });
        assertThat(failed).extracting(BatchRow::verdict).containsOnly("internal");
        assertThat(bob).hasBinaryContent(before);
        assertThat(folder.resolve("results").resolve("ada.error.txt")).content().contains("on purpose");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"command\" : \"again", "{\"command\":\"again\"}"})
    void unreadableReport_isAsIfItWereNotThere(String content) throws Exception {
        List<BatchRow> first = run("again", BatchTest::check);
        Path bob = folder.resolve("results").resolve("bob.json");
        Files.writeString(bob, content);
        assertThat(run("again", BatchTest::check)).isEqualTo(first);
        assertThat(checked).containsExactly("bob");
    }

    @Test
    void reportThatCannotBeWritten_isARow() throws Exception {
        String name = "x".repeat(248);
        Files.createDirectories(folder.resolve("programs").resolve(name));
        List<BatchRow> rows = run("again", BatchTest::check);
        assertThat(rows).extracting(BatchRow::verdict).containsExactly("passed", "broken", "passed", "internal");
        assertThat(rows.get(3).cause()).startsWith("the report can't be written: ");
        assertThat(rows.get(3).report()).isEmpty();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BatchPage.write("title", rows, out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("<th scope=\"row\"><a href=\"eve.html\">eve</a></th>")
                .contains("<th scope=\"row\">" + name + "</th>");
    }

    @Test
    void programThatDeletesTheResults_spoilsNoOther() throws Exception {
        Path results = folder.resolve("results");
        List<BatchRow> rows = run("again", 1, program -> {
            if (program.endsWith("bob")) {
                Files.delete(results.resolve("ada.html"));
                Files.delete(results.resolve("ada.json"));
                Files.delete(results);
            }
            return check(program);
        });
        assertThat(rows).extracting(BatchRow::verdict).containsExactly("passed", "broken", "passed");
        assertThat(results.resolve("bob.html")).exists();
    }

    @Test
    void reportOfAFolderNamedIndex_isNotThePageOfTheCourse() throws Exception {
        for (String id : List.of("Index", "index_")) {
            Files.createDirectories(folder.resolve("programs").resolve(id));
        }
        List<BatchRow> rows = run("again", BatchTest::check);
        assertThat(rows)
                .extracting(BatchRow::report)
                .containsExactlyInAnyOrder("Index_.html", "ada.html", "bob.html", "eve.html", "index__.html");
        assertThat(run("again", BatchTest::check)).isEqualTo(rows);
        assertThat(checked).isEmpty();
    }

    @Test
    void folderOfTheResults_isNoProgram() throws Exception {
        Path results = folder.resolve("programs").resolve("bob").resolve("..").resolve("results");
        assertThat(run(results, "again", 1, BatchTest::check))
                .extracting(BatchRow::id)
                .containsExactly("ada", "bob", "eve");
    }

    @Test
    void batchWithoutJobs_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Batch(folder, folder, 0, "again", "again", BatchTest::check))
                .withMessage("jobs 0 is less than 1");
    }

    @Test
    void page_countsRulesAndEscapes() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BatchPage.write(
                "<title>",
                List.of(
                        new BatchRow("a&b", "broken", 1, 2, List.of("crds-4.2"), "<script>", "a&b.html"),
                        new BatchRow("c", "passed", 2, 2, List.of(), "", "c.html")),
                out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "1 of 2 programs passed",
                        "a&amp;b",
                        "The length counts the bytes of the lines",
                        "&lt;script&gt;")
                .doesNotContain("<script", "<title><");
    }
}
