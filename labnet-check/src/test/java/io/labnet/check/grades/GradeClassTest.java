// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.grades.GradeColumn;
import io.labnet.grades.Student;
import io.labnet.grades.file.GradeBookReader;
import io.labnet.grades.file.KeyFile;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradeClassTest {
    @Test
    void files_haveTheClass(@TempDir Path folder) throws Exception {
        Map<String, String> files = GradeClass.write(folder);

        Path grades = Path.of(files.get("grades"));
        assertThat(GradeBookReader.read(grades).students()).isEqualTo(GradeClass.BOOK.students());
        assertThat(Files.readString(grades)).contains("\r\n").containsPattern("[^\r]\n");
        KeyFile keys = KeyFile.read(Path.of(files.get("keys")));
        assertThat(GradeClass.BOOK.students())
                .allSatisfy(student -> assertThat(keys.key(student.id())).isEqualTo(student.key()));
    }

    /** Otherwise a program that adds floating-point numbers would get another last digit. */
    @Test
    void averages_areThoseOfFloatingPointSums() {
        for (GradeColumn column : GradeColumn.values()) {
            double sum = 0;
            for (Student student : GradeClass.BOOK.students()) {
                BigDecimal mark = student.mark(column).value();
                assertThat(new BigDecimal(mark.doubleValue())).isEqualByComparingTo(mark);
                sum += mark.doubleValue();
            }
            String average = Double.toString(sum / GradeClass.BOOK.students().size());
            assertThat(GradeClass.BOOK.average(column)).isEqualTo(average);
        }
    }
}
