// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.labnet.check.CheckReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The formats, of reports made by hand. {@code -Dlabnet.samples.write=true} writes the golden files anew. */
class ReportFormatTest {
    private static final boolean WRITES = Boolean.getBoolean("labnet.samples.write");
    private static final Path GOLDEN = Path.of("src", "test", "resources", "reports");

    private static String written(ReportFormat format, CheckReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(report, SampleReport.AGAIN, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void assertGolden(String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (WRITES) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualToNormalizingNewlines(Files.readString(file));
    }

    @ParameterizedTest
    @EnumSource
    void report_isGolden(ReportFormat format) throws IOException {
        String name = format.name().toLowerCase(Locale.ROOT);
        String type = format == ReportFormat.JUNIT ? ".xml" : format == ReportFormat.HTML ? ".html" : ".json";
        assertGolden(name + type, written(format, SampleReport.broken()));
    }

    @Test
    void text_isGolden() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            TextReport text = new TextReport(out, TextReport.Detail.NORMAL, SampleReport.AGAIN);
            SampleReport.broken().results().forEach(text::progress);
            text.end(SampleReport.broken());
        }
        assertGolden("text.txt", bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void json_isValid() throws IOException {
        try (InputStream schema = Objects.requireNonNull(
                ReportFormat.class.getResourceAsStream("/META-INF/labnet/check-report.schema.json"))) {
            var compiled = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
            for (CheckReport report : List.of(SampleReport.broken(), SampleReport.notStarted())) {
                assertThat(compiled.validate(written(ReportFormat.JSON, report), InputFormat.JSON))
                        .isEmpty();
            }
            assertThat(compiled.validate("{}", InputFormat.JSON)).isNotEmpty();
        }
    }

    @Test
    void junit_isValid() throws Exception {
        var validator = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(GOLDEN.resolve("junit.xsd").toFile())
                .newValidator();
        for (CheckReport report : List.of(SampleReport.broken(), SampleReport.notStarted())) {
            byte[] xml = written(ReportFormat.JUNIT, report).getBytes(StandardCharsets.UTF_8);
            validator.validate(new StreamSource(new ByteArrayInputStream(xml)));
        }
    }

    @Test
    void gradescope_hasItsFields() throws IOException {
        Map<String, Object> json = JSON.std.mapFrom(written(ReportFormat.GRADESCOPE, SampleReport.broken()));
        assertThat(json)
                .containsEntry("score", 2)
                .containsEntry("visibility", "visible")
                .containsKey("output");
        Object tests = Objects.requireNonNull(json.get("tests"));
        assertThat((List<?>) tests).allSatisfy(test -> assertThat(
                        ((Map<?, ?>) test).keySet().stream().map(String::valueOf))
                .contains("name", "number", "score", "max_score", "status", "output", "tags", "visibility"));
    }

    @Test
    void html_escapesWhatProgramsPrint() throws IOException {
        assertThat(written(ReportFormat.HTML, SampleReport.broken()))
                .contains("&lt;script&gt;alert(")
                .doesNotContain("<script", "<b>");
    }
}
