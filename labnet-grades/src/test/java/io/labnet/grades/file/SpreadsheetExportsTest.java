// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import static io.labnet.grades.Documented.HEADER;
import static io.labnet.grades.Documented.ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labnet.grades.Documented;
import io.labnet.grades.GradeBook;
import io.labnet.grades.Student;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests files as saved by Excel, LibreOffice and Canvas. */
class SpreadsheetExportsTest {
    private static final String KEY = Documented.KEY.text();
    private static final String CANVAS_HEADER = "Student,ID,SIS User ID,SIS Login ID,Section,Key,Lab 1 (98231),"
            + "Lab 2 (98232),Lab 3 (98233),Lab 4 (98234),Midterm (98240),Exam 1 (98251),Exam 2 (98252),Exam 3 (98253),"
            + "Exam 4 (98254),Current Score\n";
    private static final String CANVAS_POINTS =
            "    Points Possible,,,,,,10.0,10.0,10.0,10.0,20.0,10.0,10.0,10.0,10.0,(read only)\n";
    private static final String CANVAS_ROW =
            "\"Lind, Ada\",51423,1803933,lind,C01," + KEY + ",3,9,9,0,7,4,5,8,10,82.5\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {";", "\t"})
    void read_acceptsSemicolonsAndTabs(String separator) throws GradeFileException {
        assertDocumented((HEADER + ROW).replace(",", separator));
    }

    @Test
    void read_semicolonFile_acceptsCommasInCells() throws GradeFileException {
        String csv = (HEADER + ROW).replace(',', ';').replace("Ada Lind", "Lind, Ada");

        assertThat(read(csv).students()).extracting(Student::name).containsExactly("Lind, Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;\n", "sep=;\r\n", "\ufeffsep=;\r\n", "SEP=;\n", "\"sep=;\"\r\n"})
    void read_acceptsASeparatorLine(String first) throws GradeFileException {
        assertDocumented(first + (HEADER + ROW).replace(',', ';'));
    }

    @Test
    void read_separatorLine_definesAnySeparator() throws GradeFileException {
        assertDocumented("sep=|\n" + (HEADER + ROW).replace(',', '|'));
    }

    @Test
    void read_separatorLine_countsAsALine() {
        assertThat(catchFault("sep=,\n" + HEADER + ROW.replace(",7,", ",x,"))).hasMessageContaining("line 3,");
    }

    @Test
    void read_acceptsCsvOfExcel() throws GradeFileException {
        assertDocumented("\ufeff" + (HEADER + ROW).replace("\n", "\r\n") + ",,,,,,,,,,,\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void read_acceptsUnicodeTextOfExcel(String encoding) throws GradeFileException, IOException {
        String text = "\ufeff" + (HEADER + ROW).replace(',', '\t').replace("\n", "\r\n");
        Path file = folder.resolve("unicode.txt");
        Files.writeString(file, text, Charset.forName(encoding));

        assertThat(GradeBookReader.read(file).students().get(0).marks()).isEqualTo(Documented.STUDENT.marks());
        assertThat(KeyFile.read(file).key(Documented.ID)).isEqualTo(Documented.KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u202f", "\u3000", "\u200b", "\ufeff", "\u00ad", "\u2060", " \u00a0\u200b\t"})
    void read_stripsInvisibleCharactersAroundCells(String invisible) throws GradeFileException {
        assertDocumented(invisible + (HEADER + ROW).replace(",", invisible + "," + invisible));
    }

    @Test
    void read_acceptsAnySpaceInAColumnName() throws GradeFileException {
        assertDocumented(HEADER.replace("Lab 1", "Lab\u00a01").replace("ID Number", "ID\u202fNum\u00adber") + ROW);
    }

    @Test
    void read_keepsInvisibleCharactersInsideAName() throws GradeFileException {
        assertThat(read(HEADER + ROW.replace("Ada Lind", "Ada\u00a0\u200cLind")).students())
                .extracting(Student::name)
                .containsExactly("Ada\u00a0\u200cLind");
    }

    @Test
    void read_acceptsCanvasExportsWithKeys() throws GradeFileException {
        String notes = ",,,,,,,,,,Manual Posting,,,,,(read only)\n" + CANVAS_POINTS;
        GradeBook book = read("\ufeff" + CANVAS_HEADER + notes + CANVAS_ROW);

        assertThat(book.students()).singleElement().satisfies(student -> {
            assertThat(student.name()).isEqualTo("Lind, Ada");
            assertThat(student.marks()).isEqualTo(Documented.STUDENT.marks());
        });
        assertThat(KeyFile.read(new StringReader(CANVAS_HEADER + notes + CANVAS_ROW), "canvas.csv")
                        .key(Documented.ID))
                .isEqualTo(Documented.KEY);
    }

    @Test
    void read_canvasExportWithoutKeys_explainsTheRemedy() {
        assertThat(catchFault(CANVAS_HEADER.replace("Key", "Notes") + CANVAS_POINTS + CANVAS_ROW))
                .hasMessage("grades.csv, line 1, column \"Key\": the header has no such column: "
                        + "add one with a key for each student, as 'labnet fernet keygen' makes them");
    }

    @Test
    void read_studentWithoutId_isNotSkippedAsANote() {
        assertThat(catchFault(HEADER + ROW.replace("1803933", "")))
                .hasMessageContaining("line 2, column \"ID Number\"");
    }

    private static void assertDocumented(String csv) throws GradeFileException {
        assertThat(read(csv).students()).isEqualTo(read(HEADER + ROW).students());
    }

    private static GradeFileException catchFault(String csv) {
        return catchThrowableOfType(GradeFileException.class, () -> read(csv));
    }

    private static GradeBook read(String csv) throws GradeFileException {
        return GradeBookReader.read(new StringReader(csv), "grades.csv");
    }
}
