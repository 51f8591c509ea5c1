// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static io.labnet.grades.Documented.HEADER;
import static io.labnet.grades.Documented.ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.file.GradeBookReader;
import io.labnet.grades.file.GradeFileException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradeBookTest {
    private static final String KEY = Documented.KEY.text();

    @TempDir
    Path folder;

    @Test
    void read_returnsTheFieldsOfARow() throws GradeFileException {
        Student student = read(HEADER + ROW).students().get(0);

        assertThat(student.name()).isEqualTo("Ada Lind");
        assertThat(student.id()).isEqualTo(Documented.ID);
        assertThat(student.key()).isEqualTo(Documented.KEY);
        assertThat(student.marks()).isEqualTo(Documented.STUDENT.marks());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void read_acceptsAnyLineEnd(String lineEnd) throws GradeFileException {
        assertThat(read((HEADER + ROW).replace("\n", lineEnd)).student(Documented.ID))
                .isNotNull();
    }

    @Test
    void read_needsNoLineEndAfterTheLastRow() throws GradeFileException {
        assertThat(read((HEADER + ROW).stripTrailing()).students()).hasSize(1);
    }

    @Test
    void read_skipsByteOrderMarkEvenBeforeAQuote() throws GradeFileException {
        assertThat(read("\ufeff" + HEADER + ROW).students()).hasSize(1);
        assertThat(read("\ufeff" + HEADER.replace("Name", "\"Name\"") + ROW).students())
                .hasSize(1);
    }

    @Test
    void read_acceptsQuotedNames() throws GradeFileException {
        String names = HEADER
                + ROW.replace("Ada Lind", "\"Lind, Ada\"")
                + ROW.replace("Ada Lind", "\"Ada \"\"Addie\"\" Lind\"").replace("1803933", "1803934")
                + ROW.replace("Ada Lind", "\"Ada\nLind\"").replace("1803933", "1803935")
                + ROW.replace("Ada Lind", "Åda Łind").replace("1803933", "1803936");

        assertThat(read(names).students())
                .extracting(Student::name)
                .containsExactly("Lind, Ada", "Ada \"Addie\" Lind", "Ada\nLind", "Åda Łind");
    }

    @Test
    void read_acceptsAnyColumnOrderAndIgnoresOthers() throws GradeFileException {
        String csv = "Remark,Exam 4,Exam 3,Exam 2,Exam 1,Midterm,Lab 4,Lab 3,Lab 2,Lab 1,Key,ID Number,Name,\n"
                + "late,10,8,5,4,7,0,9,9,3," + KEY + ",1803933,Ada Lind,\n";

        assertThat(read(csv).students()).isEqualTo(read(HEADER + ROW).students());
    }

    @Test
    void read_ignoresEmptyRowsAndWhiteSpaceAroundCells() throws GradeFileException {
        String csv = "\n" + HEADER.replace(",", " , ") + "\n" + ROW.replace(",", " ,\t") + ",,,,,,,,,,,\n\n   \n";

        assertThat(read(csv).students()).isEqualTo(read(HEADER + ROW).students());
    }

    @Test
    void student_unknownNumber_isNull() {
        assertThat(Documented.BOOK.student(new StudentId("1803934"))).isNull();
    }

    @Test
    void fernet_isCreatedOncePerStudent() {
        Fernet fernet = Documented.BOOK.fernet(Documented.ID);

        assertThat(fernet.decryptText(Documented.MIDTERM_TOKEN)).isEqualTo(Documented.MIDTERM_TEXT);
        assertThat(Documented.BOOK.fernet(Documented.ID)).isSameAs(fernet);
        assertThat(Documented.BOOK.fernet(Documented.OTHER.id())).isNotSameAs(fernet);
        assertThatThrownBy(() -> Documented.BOOK.fernet(new StudentId("1803934")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1803934");
    }

    @Test
    void average_isRoundedOnceAndFormattedLikePython() {
        assertThat(Documented.BOOK.average(GradeColumn.MIDTERM)).isEqualTo("10.45");
        assertThat(Documented.BOOK.average(GradeColumn.LAB_4)).isEqualTo("5.0");
        assertThat(Documented.BOOK.average(GradeCommand.GEA)).isEqualTo("5.8875");
        assertThat(Documented.BOOK.average(GradeCommand.GL3A)).isEqualTo("5.05");
    }

    @Test
    void average_commandWithoutAverage_isRefused() {
        assertThatThrownBy(() -> Documented.BOOK.average(GradeCommand.GG)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void new_withoutStudentsOrWithDuplicateNumber_isRefused() {
        assertThatThrownBy(() -> new GradeBook(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GradeBook(List.of(Documented.STUDENT, Documented.STUDENT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1803933");
    }

    @Test
    void student_neverPrintsItsKey() {
        assertThat(Documented.STUDENT.toString()).contains("1803933").doesNotContain(KEY);
    }

    @Test
    void student_rejectsAMissingMark() {
        assertThatThrownBy(() -> new Student(Documented.ID, "Ada", FernetKey.generate(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Lab 1");
    }

    private static GradeBook read(String csv) throws GradeFileException {
        return GradeBookReader.read(new StringReader(csv), "grades.csv");
    }
}
