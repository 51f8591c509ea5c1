// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.report;

import io.labnet.check.CheckReport;
import java.io.IOException;
import java.io.OutputStream;

/** The formats of a report for programs and browsers, in UTF-8. */
public enum ReportFormat {
    /** JSON, described by {@code META-INF/labnet/check-report.schema.json} in the jar of this library. */
    JSON,

    /** XML as JUnit's Ant task writes it, which continuous integration servers read. */
    JUNIT,

    /** A page without scripts, to be read in a browser. */
    HTML,

    /** The {@code results.json} of a Gradescope autograder. */
    GRADESCOPE;

    /**
     * Writes a report.
     *
     * @param report the report
     * @param again the command that repeats the check, without a selection of cases
     * @param out receives the report; not closed
     * @throws IOException if it can't be written
     */
    public void write(CheckReport report, String again, OutputStream out) throws IOException {
        switch (this) {
            case JSON -> JsonReport.write(report, again, out);
            case JUNIT -> JUnitReport.write(report, again, out);
            case HTML -> HtmlReport.write(report, again, out);
            case GRADESCOPE -> GradescopeReport.write(report, again, out);
        }
    }
}
