// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.report;

import com.fasterxml.jackson.jr.ob.JSON;
import io.labnet.check.CaseResult;
import io.labnet.check.CheckReport;
import io.labnet.check.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything in a report as JSON. */
final class JsonReport {
    private static final JSON JSON_WRITER =
            JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private JsonReport() {}

    static void write(CheckReport report, String again, OutputStream out) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("protocol", report.protocol());
        json.put("role", report.side().toString());
        json.put("command", again);
        json.put("seed", report.options().seed());
        json.put("verdict", word(report.verdict()));
        json.put("exitStatus", report.verdict().exitStatus());
        json.put("points", report.points());
        json.put("maxPoints", report.maxPoints());
        json.put("milliseconds", report.time().toMillis());
        json.put("problem", report.problem() == null ? null : report.problem().message());
        json.put("causes", report.causes().stream().map(JsonReport::cause).toList());
        json.put("cases", report.results().stream().map(JsonReport::result).toList());
        print(json, out);
    }

    static void print(Map<String, Object> json, OutputStream out) throws IOException {
        out.write((JSON_WRITER.asString(json) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> cause(CheckReport.Cause cause) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", cause.rule());
        json.put("words", cause.words());
        json.put("cases", cause.cases());
        return json;
    }

    private static Map<String, Object> result(CaseResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", result.checked().name());
        json.put("rule", result.checked().rule());
        json.put("level", word(result.checked().level()));
        json.put("title", result.checked().title());
        json.put("outcome", word(result.outcome()));
        json.put("points", result.points());
        json.put("maxPoints", result.checked().points());
        json.put("milliseconds", result.time().toMillis());
        json.put("notes", result.notes());
        json.put("failure", failure(result.failure()));
        return json;
    }

    private static @Nullable Map<String, Object> failure(@Nullable Failure failure) {
        if (failure == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", failure.rule());
        json.put("level", word(failure.level()));
        json.put("delivery", word(failure.delivery()));
        json.put("passed", failure.passed());
        json.put("step", failure.step());
        json.put("expected", failure.expected());
        json.put("came", failure.came());
        json.put("bytes", HexFormat.of().formatHex(failure.bytes()));
        json.put("offset", failure.offset());
        json.put("likelyCause", failure.cause());
        json.put("ending", failure.ending());
        json.put("transcript", failure.transcript());
        json.put("printed", failure.printed());
        return json;
    }

    /** Returns a constant as it stands in JSON: in lower case, with hyphens. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
