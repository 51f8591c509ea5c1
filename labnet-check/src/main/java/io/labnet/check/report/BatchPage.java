// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The page of a course: which rules most programs break, and a matrix of programs and rules. */
public final class BatchPage {
    private BatchPage() {}

    /**
     * Writes the page.
     *
     * @param title what was checked
     * @param rows the results
     * @param out receives the page; not closed
     * @throws IOException if it can't be written
     */
    public static void write(String title, List<BatchRow> rows, OutputStream out) throws IOException {
        Map<String, Long> counts = rows.stream()
                .flatMap(row -> row.broken().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<String> rules = counts.keySet().stream()
                .sorted(Comparator.comparing((String rule) -> -counts.get(rule)).thenComparing(rule -> rule))
                .toList();
        long passed =
                rows.stream().filter(row -> row.verdict().equals("passed")).count();
        HtmlReport.fill(
                "batch.html",
                Map.of(
                        "title",
                        title,
                        "summary",
                        passed + " of " + rows.size() + " programs passed",
                        "rules",
                        rules.stream()
                                .map(rule -> rule(rule, counts.get(rule), rows.size()))
                                .toList(),
                        "programs",
                        rows.stream().map(row -> program(row, rules)).toList()),
                out);
    }

    private static Map<String, Object> rule(String number, long count, int programs) {
        return Map.of(
                "number", number,
                "title", FailureText.rule(number).map(rule -> rule.title()).orElse(""),
                "count", count,
                "programs", programs);
    }

    private static Map<String, Object> program(BatchRow row, List<String> rules) {
        return Map.of(
                "id", row.id(),
                "verdict", row.verdict(),
                "points", row.points() + "/" + row.maxPoints(),
                "cause", row.cause(),
                "report", row.report().isEmpty() ? List.of() : List.of(row.report()),
                "cells",
                        rules.stream()
                                .map(rule -> row.broken().contains(rule) ? "x" : "")
                                .toList());
    }
}
