// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.grades.Documented;
import io.labnet.grades.StudentId;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final String KEY = Documented.KEY.text();

    @TempDir
    Path folder;

    @Test
    void read_acceptsTwoColumns() throws Exception {
        Path file = Files.writeString(folder.resolve("keys.csv"), "\ufeffID Number,Key\r\n1803933," + KEY + "\r\n");
        KeyFile keys = KeyFile.read(file);

        assertThat(keys.key(Documented.ID)).isEqualTo(Documented.KEY);
        assertThat(keys.key(new StudentId("1803934"))).isNull();
    }

    @Test
    void read_gradeFile_isAcceptedWithInvalidMarks() throws GradeFileException {
        assertThat(read("Name,ID Number,Key,Lab 1\nAda,1803933," + KEY + ",ABS\n")
                        .key(Documented.ID))
                .isEqualTo(Documented.KEY);
    }

    @Test
    void read_invalidKeyFile_isRefused() {
        assertRejected("", "keys.csv: the file is empty");
        assertRejected(
                "ID Number\n1803933\n",
                "keys.csv, line 1, column \"Key\": the header has no such column: "
                        + "add one with a key for each student, as 'labnet fernet keygen' makes them");
        assertRejected(
                "ID Number,Key\n1803933,x\n",
                "keys.csv, line 2, column \"Key\": a Fernet key has 44 characters, this text has 1");
        assertRejected(
                "ID Number,Key\n1803933," + KEY + "\n1803933," + KEY + "\n",
                "keys.csv, line 3, column \"ID Number\": 1803933 is already on line 2");
        assertRejected(
                "ID Number,Key\nx180393," + KEY + "\n",
                "keys.csv, line 2, column \"ID Number\": \"x180393\" is refused: a student number has 7 digits and nothing"
                        + " else");
    }

    private static void assertRejected(String csv, String message) {
        assertThatThrownBy(() -> read(csv))
                .isInstanceOf(GradeFileException.class)
                .hasMessage(message);
    }

    private static KeyFile read(String csv) throws GradeFileException {
        return KeyFile.read(new StringReader(csv), "keys.csv");
    }
}
