// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.grades.file.GradeBookFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notices of {@code labnet grades server} about changes of its file. */
class GradeFileNoticesTest {
    private static final String KEPT = "; the grades read before stay in use";

    @TempDir
    Path folder;

    private final PrintStream errBefore = System.err;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void redirect() {
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(errBefore);
    }

    @Test
    void refusedOrMissingFile_keepsGrades() throws Exception {
        Path csv = Files.writeString(folder.resolve("grades.csv"), Documented.csv("8.5"));
        GradeBookFile file = new GradeBookFile(csv, new GradeServerCommand.Notices(csv));
        var before = file.get();

        Files.writeString(csv, Documented.csv("9") + "Eve,180,x,1,2,3,4,5,6,7,8,9\n");
        file.readNow();
        assertThat(said())
                .startsWith("warning: " + csv + ", line 3, column \"ID Number\": \"180\" is refused")
                .endsWith(KEPT + "\n");

        Files.delete(csv);
        file.readNow();
        assertThat(said())
                .startsWith("warning: " + csv + ": there is no such file")
                .endsWith(KEPT + "\n");
        assertThat(file.get()).isSameAs(before);

        Files.writeString(csv, Documented.csv("10.25"));
        file.readNow();
        assertThat(said()).isEqualTo(csv + " was read again: 1 student\n");
        assertThat(file.get()).isNotSameAs(before);
    }

    /** The one line that was said since this was asked last. */
    private String said() {
        String line = err.toString(StandardCharsets.UTF_8);
        err.reset();
        assertThat(line.lines()).hasSize(1);
        return line;
    }
}
