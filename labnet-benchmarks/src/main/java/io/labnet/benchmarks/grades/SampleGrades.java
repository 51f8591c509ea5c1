// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.grades;

import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeBook;
import io.labnet.grades.file.GradeBookReader;
import io.labnet.grades.file.GradeFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small grade file for servers in other processes, and its content. */
record SampleGrades(Path file, GradeBook book) {
    private static final int STUDENTS = 13;
    private static final String HEADER =
            "Name,ID Number,Key,Lab 1,Lab 2,Lab 3,Lab 4,Midterm,Exam 1,Exam 2,Exam 3,Exam 4\n";

    static SampleGrades write() throws IOException, GradeFileException {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 0; i < STUDENTS; i++) {
            csv.append("Student %1$d,%2$07d,%3$s,%1$d,9,9,0,7,4,5,8,10%n"
                    .formatted(i, 1_800_000 + i, FernetKey.generate().text()));
        }
        Path file = Files.createTempFile("labnet-grades", ".csv");
        file.toFile().deleteOnExit();
        Files.writeString(file, csv);
        return new SampleGrades(file, GradeBookReader.read(file));
    }
}
