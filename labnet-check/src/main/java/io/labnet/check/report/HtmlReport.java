// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.report;

import com.samskivert.mustache.Mustache;
import io.labnet.check.CaseResult;
import io.labnet.check.CaseResult.Outcome;
import io.labnet.check.CheckReport;
import io.labnet.check.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A report as a page. */
final class HtmlReport {
    private HtmlReport() {}

    static void write(CheckReport report, String again, OutputStream out) throws IOException {
        fill(
                "report.html",
                Map.of(
                        "report", report,
                        "summary", TextReport.summary(report),
                        "verdict", JsonReport.word(report.verdict()),
                        "problem", report.problem() == null ? List.of() : List.of(report.problem()),
                        "causes", report.causes(),
                        "command", again,
                        "cases", report.results().stream().map(HtmlReport::row).toList(),
                        "failures",
                                report.results().stream()
                                        .flatMap(result -> failure(result, again))
                                        .toList()),
                out);
    }

    private static Map<String, Object> row(CaseResult result) {
        return Map.of(
                "name", result.checked().name(),
                "title", result.checked().title(),
                "outcome", result.outcome() == Outcome.PASSED ? "ok" : JsonReport.word(result.outcome()),
                "level", JsonReport.word(result.level()),
                "broken", result.failure() == null ? "" : result.rule(),
                "points", result.points() + "/" + result.checked().points(),
                "notes", String.join("; ", result.notes()));
    }

    private static Stream<Map<String, Object>> failure(CaseResult result, String again) {
        Failure failure = result.failure();
        if (failure == null) {
            return Stream.of();
        }
        return Stream.of(Map.of(
                "name", result.checked().name(),
                "title", result.checked().title(),
                "rule", failure.rule(),
                "text", String.join("\n", FailureText.of(result, failure, again))));
    }

    /** Fills a template that lies beside this class; values are escaped. */
    static void fill(String template, Object values, OutputStream out) throws IOException {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(template), template)) {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            Mustache.compiler()
                    .compile(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .execute(values, writer);
            writer.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
