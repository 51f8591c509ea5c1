// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.report;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The result of one program of a batch.
 *
 * @param id the name of the program's folder
 * @param verdict what the check has shown, such as {@code passed}, {@code broken} or {@code not-started}
 * @param points the points that the program gets
 * @param maxPoints the points that a right program gets
 * @param broken the numbers of the rules that it breaks, the binding ones first
 * @param cause what explains most; empty if nothing is wrong
 * @param report the file of the report, relative to the folder of the results; empty if it could not be written
 */
public record BatchRow(
        String id, String verdict, int points, int maxPoints, List<String> broken, String cause, String report) {
    /**
     * Copies the list.
     *
     * @param id the name of the program's folder
     * @param verdict what the check has shown
     * @param points the points that the program gets
     * @param maxPoints the points that a right program gets
     * @param broken the rules that it breaks
     * @param cause what explains most
     * @param report the file of the report
     */
    public BatchRow {
        broken = List.copyOf(broken);
    }

    /**
     * Returns what a report is of, by which a report of another check is recognized.
     *
     * @param json the report in JSON
     * @return the command
     * @throws IOException if the file can't be read, or is no object in JSON
     */
    public static String origin(Path json) throws IOException {
        return String.valueOf(JSON.std.mapFrom(Files.readString(json)).get("command"));
    }

    /**
     * Reads the result from a report.
     *
     * @param id the name of the program's folder
     * @param json the report in JSON
     * @param page the report to read, relative to the folder of the results
     * @return the row
     * @throws IOException if the file can't be read, or is no object in JSON
     * @throws RuntimeException if it is an object, and no report
     */
    public static BatchRow read(String id, Path json, String page) throws IOException {
        Map<String, Object> report = JSON.std.mapFrom(Files.readString(json));
        Set<String> broken = new LinkedHashSet<>();
        for (String level : List.of("must", "should", "habit")) {
            for (Object each : (List<?>) report.get("cases")) {
                if (((Map<?, ?>) each).get("failure") instanceof Map<?, ?> failure
                        && level.equals(failure.get("level"))) {
                    broken.add(String.valueOf(failure.get("rule")));
                }
            }
        }
        Object problem = report.get("problem");
        String cause = ((List<?>) report.get("causes"))
                .stream()
                        .findFirst()
                        .map(first -> String.valueOf(((Map<?, ?>) first).get("words")))
                        .orElse(problem == null ? "" : String.valueOf(problem));
        return new BatchRow(
                id,
                String.valueOf(report.get("verdict")),
                ((Number) report.get("points")).intValue(),
                ((Number) report.get("maxPoints")).intValue(),
                List.copyOf(broken),
                cause,
                page);
    }
}
