// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import static io.labnet.grades.Documented.HEADER;
import static io.labnet.grades.Documented.ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.labnet.grades.Documented;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradeFileErrorsTest {
    private static final String KEY = Documented.KEY.text();
    private static final String OTHER_ROW = ROW.replace("1803933", "1803934");

    @TempDir
    Path folder;

    @Test
    void read_missingOrDuplicateColumn_isRefused() {
        assertFault(HEADER.replace("Lab 3", "Lab3") + ROW, 1, "Lab 3", "the header has no such column");
        assertFault(HEADER.replace("Midterm", "midterm") + ROW, 1, "Midterm", "the header has no such column");
        assertFault(HEADER.replace("Lab 2", "Lab 1") + ROW, 1, "Lab 1", "the header contains this column 2 times");
    }

    @Test
    void read_invalidKey_isRefusedAndNotShown() {
        String bad = KEY.substring(1);
        GradeFileException problem = assertFault(
                HEADER + OTHER_ROW + ROW.replace(KEY, bad),
                3,
                "Key",
                "a Fernet key has 44 characters, this text has 43");

        assertThat(problem.getMessage()).doesNotContain(bad);
    }

    @Test
    void read_duplicateId_isRefusedWithBothLines() {
        assertFault(HEADER + ROW + OTHER_ROW + "\n" + ROW, 5, "ID Number", "1803933 is already on line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"18039333", "180393x", "180 933", "-803933"})
    void read_malformedId_isRefused(String id) {
        assertFault(
                HEADER + ROW.replace("1803933", id),
                2,
                "ID Number",
                "\"" + id + "\" is refused: a student number has 7 digits and nothing else");
    }

    @Test
    void read_tooShortId_mentionsLeadingZeros() {
        assertFault(
                HEADER + ROW.replace("1803933", "42"),
                2,
                "ID Number",
                "\"42\" is refused: a student number has 7 digits and nothing else; "
                        + "a spreadsheet drops leading zeros unless the cells are text");
    }

    @Test
    void read_markWithDecimalComma_showsTheRightNotation() {
        assertFault(
                (HEADER + ROW).replace(',', ';').replace(";7;", ";8,5;"),
                2,
                "Midterm",
                "\"8,5\" is refused: a mark uses a decimal point: write 8.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\u00ad", "\u2060", "\ufeff", "\u061c"})
    void read_invisibleCharacterInId_isShownEscaped(String invisible) {
        assertFault(
                HEADER + ROW.replace("1803933", "1803" + invisible + "933"),
                2,
                "ID Number",
                String.format(
                        "\"1803\\u%04x933\" is refused: a student number has 7 digits and nothing else",
                        (int) invisible.charAt(0)));
    }

    @Test
    void read_unsupportedSeparator_isNamed() {
        assertFault(
                (HEADER + ROW).replace(',', '|'),
                1,
                "Name",
                "the header has one column: its cells are separated by '|', save it with ','");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1e3", "NaN", "4.", "ABS", "10%"})
    void read_markThatIsNotANumber_isRefused(String mark) {
        assertFault(
                HEADER + OTHER_ROW + ROW.replace("7,4,5", "7,4," + mark),
                3,
                "Exam 2",
                "\"" + mark + "\" is refused: a mark is a plain decimal number, such as 4 or 4.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\""})
    void read_blankMark_isRefused(String mark) {
        assertFault(
                HEADER + ROW.replace(",0,7,", ",0," + mark + ","), 2, "Midterm", "\"\" is refused: a mark is missing");
    }

    @Test
    void read_keyInAnotherColumn_isNotShown() {
        String swapped = ROW.replace("1803933," + KEY, KEY + ",1803933");
        GradeFileException problem = assertFault(
                HEADER + swapped,
                2,
                "ID Number",
                "a text of 44 characters is refused: a student number has 7 digits and nothing else");

        assertThat(problem.getMessage()).doesNotContain(KEY);
    }

    @Test
    void read_controlCharacters_areShownEscaped() {
        assertFault(
                HEADER + ROW.replace("1803933", "\u001b[31m\u202e\u009b0m"),
                2,
                "ID Number",
                "\"\\x1b[31m\\u202e\\x9b0m\" is refused: a student number has 7 digits and nothing else");
    }

    @Test
    void read_wrongNumberOfCells_isRefused() {
        assertFault(HEADER + ROW.replace(",10", ""), 2, null, "the row has 11 cells, but the header has 12");
        assertFault(HEADER + ROW.replace(",10", ",10,1"), 2, null, "the row has 13 cells, but the header has 12");
        assertFault(HEADER + ROW.replace("Ada", "Lind, Ada"), 2, null, "the row has 13 cells, but the header has 12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Ada Lind", "\"Ada\" Lind"})
    void read_malformedQuotes_areRefusedWithoutShowingTheRow(String name) {
        GradeFileException problem = assertFault(
                HEADER
                        + OTHER_ROW
                        + ROW.replace("Ada Lind", name)
                        + OTHER_ROW.replace("3934", "3935").repeat(30),
                3,
                null,
                "a quoted cell in this row is not closed, or has text after its closing quote");

        assertThat(problem).hasNoCause();
        assertThat(problem.getMessage()).doesNotContain("Ada");
    }

    @Test
    void read_countsLinesOfMultilineRows() {
        String twoLines = OTHER_ROW.replace("Ada Lind", "\"Ada\nLind\"");

        assertFault(
                HEADER + twoLines + ROW.replace(",7,", ",x,"),
                4,
                "Midterm",
                "\"x\" is refused: a mark is a plain" + " decimal number, such as 4 or 4.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\ufeff", " \r\n"})
    void read_emptyFile_isRefused(String csv) {
        assertFault(csv, 0, null, "the file is empty");
    }

    @Test
    void read_headerWithoutRows_isRefused() {
        assertFault(HEADER + ",,,,,,,,,,,\n", 0, null, "no row follows the header");
    }

    @Test
    void read_missingFile_isRefused() {
        Path file = folder.resolve("none.csv");

        assertThatThrownBy(() -> GradeBookReader.read(file))
                .isInstanceOf(GradeFileException.class)
                .hasMessage(file + ": there is no such file");
    }

    @Test
    void read_folder_isRefused() {
        assertThatThrownBy(() -> GradeBookReader.read(folder))
                .isInstanceOf(GradeFileException.class)
                .hasMessage(folder + ": it is a folder, not a regular file");
    }

    @Test
    void read_invalidUtf8_isRefused() throws IOException {
        Path file = folder.resolve("latin1.csv");
        Files.writeString(file, HEADER + ROW.replace("Ada", "\u00c5da"), StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> GradeBookReader.read(file))
                .isInstanceOf(GradeFileException.class)
                .hasMessage(file + ", line 2: byte c5 is not valid UTF-8: save it as 'CSV UTF-8'");
    }

    @Test
    void read_pipe_isRefusedWithoutWaiting() throws Exception {
        Path pipe = folder.resolve("pipe.csv");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "skipped: there is no mkfifo");

        assertThatThrownBy(() -> GradeBookReader.read(pipe))
                .isInstanceOf(GradeFileException.class)
                .hasMessage(pipe + ": it is a pipe or a device, not a regular file");
    }

    @Test
    void read_device_isRefused() {
        Path zeros = Path.of("/dev/zero");
        assumeTrue(Files.exists(zeros), "skipped: there is no /dev/zero");

        assertThatThrownBy(() -> GradeBookReader.read(zeros))
                .isInstanceOf(GradeFileException.class)
                .hasMessage("/dev/zero: it is a pipe or a device, not a regular file");
    }

    @Test
    void read_tooLargeFile_isRefused() throws IOException {
        Path file = folder.resolve("large.csv");
        Files.writeString(file, HEADER + ROW + "\n".repeat(4 << 20));

        assertThatThrownBy(() -> GradeBookReader.read(file))
                .isInstanceOf(GradeFileException.class)
                .hasMessage(file + ": the file is larger than the limit of 4 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"504b030414", "d0cf11e0a1b1"})
    void read_workbook_isRefused(String beginning) throws IOException {
        Path file = Files.write(folder.resolve("grades.xlsx"), HexFormat.of().parseHex(beginning));

        assertThatThrownBy(() -> GradeBookReader.read(file))
                .isInstanceOf(GradeFileException.class)
                .hasMessage(file + ": the file is a workbook, not a CSV file: save it as 'CSV UTF-8'");
    }

    @Test
    void read_utf16WithoutByteOrderMark_isRefused() throws IOException {
        Path file = folder.resolve("utf16.csv");
        Files.writeString(file, HEADER + ROW, StandardCharsets.UTF_16LE);

        assertThatThrownBy(() -> GradeBookReader.read(file))
                .isInstanceOf(GradeFileException.class)
                .hasMessage(file + ": the file contains NUL bytes, like UTF-16 text without a byte order mark: "
                        + "save it as 'CSV UTF-8'");
    }

    @Test
    void read_failureOfTheReader_isNotTheEnd() {
        Reader breaking = new Reader() {
            private final StringReader text = new StringReader(HEADER + ROW);

            @Override
            public int read(char[] target, int offset, int length) throws IOException {
                int count = text.read(target, offset, length);
                if (count < 0) {
                    throw new IOException("disk on fire");
                }
                return count;
            }

            @Override
            public void close() {
                throw new AssertionError("the caller closes the reader");
            }
        };

        assertThatThrownBy(() -> GradeBookReader.read(breaking, "grades.csv"))
                .isInstanceOf(GradeFileException.class)
                .hasMessageContaining("disk on fire");
    }

    private static GradeFileException assertFault(String csv, int line, @Nullable String column, String problem) {
        GradeFileException found = catchThrowableOfType(
                GradeFileException.class, () -> GradeBookReader.read(new StringReader(csv), "grades.csv"));
        String place = line == 0 ? "" : ", line " + line;
        String inColumn = column == null ? "" : ", column \"" + column + "\"";

        assertThat(found).isNotNull().hasMessage("grades.csv" + place + inColumn + ": " + problem);
        return found;
    }
}
