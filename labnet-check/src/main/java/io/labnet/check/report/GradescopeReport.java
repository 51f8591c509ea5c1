// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.report;

import io.labnet.check.CaseResult;
import io.labnet.check.CaseResult.Outcome;
import io.labnet.check.CheckReport;
import io.labnet.check.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results of an autograder of Gradescope. */
final class GradescopeReport {
    private GradescopeReport() {}

    static void write(CheckReport report, String again, OutputStream out) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        // Without it, Gradescope adds up the tests; a program that was not started has none.
        json.put("score", report.points());
        json.put("execution_time", report.time().toMillis() / 1000.0);
        json.put("output", output(report));
        json.put("output_format", "text");
        json.put("test_output_format", "text");
        json.put("visibility", "visible");
        json.put(
                "tests",
                report.results().stream().map(result -> test(result, again)).toList());
        JsonReport.print(json, out);
    }

    private static String output(CheckReport report) {
        StringBuilder text = new StringBuilder(TextReport.summary(report));
        if (report.problem() != null) {
            text.append("\n").append(report.problem().message());
        }
        report.causes()
                .forEach(cause ->
                        text.append("\n").append(cause.rule()).append(": ").append(cause.words()));
        return text.toString();
    }

    private static Map<String, Object> test(CaseResult result, String again) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", result.checked().title());
        json.put("number", result.checked().name());
        json.put("score", result.points());
        json.put(
                "max_score",
                result.outcome() == Outcome.SKIPPED ? 0 : result.checked().points());
        json.put("status", result.failure() == null && result.outcome() != Outcome.NOT_RUN ? "passed" : "failed");
        Failure failure = result.failure();
        List<String> lines = failure == null ? result.notes() : FailureText.of(result, failure, again);
        json.put("output", String.join("\n", lines));
        json.put("tags", List.of(result.rule(), JsonReport.word(result.level())));
        json.put("visibility", "visible");
        return json;
    }
}
