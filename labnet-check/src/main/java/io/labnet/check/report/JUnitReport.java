// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.report;

import io.labnet.check.CaseResult;
import io.labnet.check.CaseResult.Outcome;
import io.labnet.check.CheckReport;
import io.labnet.check.Failure;
import io.labnet.core.codec.EscapedText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** A report as JUnit's Ant task writes one. What a program should do counts as skipped with a message, unless strict. */
final class JUnitReport {
    private final CheckReport report;
    private final String again;
    private final XMLStreamWriter xml;

    private JUnitReport(CheckReport report, String again, XMLStreamWriter xml) {
        this.report = report;
        this.again = again;
        this.xml = xml;
    }

    static void write(CheckReport report, String again, OutputStream out) throws IOException {
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            new JUnitReport(report, again, xml).write();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void write() throws XMLStreamException {
        boolean problem = report.problem() != null;
        long skipped = report.results().stream().filter(this::isSkipped).count();
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "labnet check " + report.protocol() + " " + report.side());
        xml.writeAttribute("tests", Integer.toString(report.results().size() + (problem ? 1 : 0)));
        xml.writeAttribute("failures", Long.toString(report.failures().count()));
        xml.writeAttribute("errors", problem ? "1" : "0");
        xml.writeAttribute("skipped", Long.toString(skipped));
        xml.writeAttribute("time", seconds(report.time()));
        for (CaseResult result : report.results()) {
            testcase(result);
        }
        if (report.problem() != null) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", report.protocol() + "." + report.side());
            xml.writeAttribute("name", "the check is run to its end");
            xml.writeAttribute("time", "0.000");
            element(
                    "error",
                    JsonReport.word(report.problem().verdict()),
                    report.problem().message());
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private boolean isSkipped(CaseResult result) {
        return result.outcome() != Outcome.PASSED
                && !result.isFailure(report.options().strict());
    }

    private void testcase(CaseResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute(
                "classname",
                report.protocol() + "." + report.side() + "." + result.checked().rule());
        xml.writeAttribute(
                "name", result.checked().name() + " " + result.checked().title());
        xml.writeAttribute("time", seconds(result.time()));
        Failure failure = result.failure();
        if (result.isFailure(report.options().strict())) {
            String message = failure == null ? "passed unexpectedly" : EscapedText.of(failure.came());
            element("failure", result.rule() + ": " + message, text(result, failure));
        } else if (isSkipped(result)) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute(
                    "message",
                    JsonReport.word(result.outcome()) + ", " + JsonReport.word(result.level())
                            + (failure == null ? "" : ": " + EscapedText.of(failure.came())));
        }
        xml.writeEndElement();
    }

    private String text(CaseResult result, @Nullable Failure failure) {
        List<String> lines = failure == null ? List.of() : FailureText.of(result, failure, again);
        return String.join("\n", lines);
    }

    private void element(String name, String message, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeAttribute("message", message);
        xml.writeAttribute("type", name);
        // Other control characters are not allowed in XML, not even escaped.
        xml.writeCharacters(text.lines().map(EscapedText::of).collect(Collectors.joining("\n")));
        xml.writeEndElement();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }
}
