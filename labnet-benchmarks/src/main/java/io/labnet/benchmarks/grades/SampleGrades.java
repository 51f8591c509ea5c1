// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.grades;

import io.labnet.grades.GradeBook;
import io.labnet.grades.file.GradeBookReader;
import io.labnet.grades.file.GradeFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The sample class list of the examples, as a file for servers in other processes. */
record SampleGrades(Path file, GradeBook book) {
    static SampleGrades write() throws IOException, GradeFileException {
        Path file = Files.createTempFile("labnet-grades", ".csv");
        file.toFile().deleteOnExit();
        try (InputStream csv = Objects.requireNonNull(GradeBook.class.getResourceAsStream("grades.csv"))) {
            Files.write(file, csv.readAllBytes());
        }
        return new SampleGrades(file, GradeBookReader.read(file));
    }
}
