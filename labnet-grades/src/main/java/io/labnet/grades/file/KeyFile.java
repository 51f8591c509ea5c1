// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import io.labnet.fernet.FernetKey;
import io.labnet.grades.StudentId;
import java.io.Reader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a client: a CSV file with the columns {@code ID Number} and {@code Key}. Other columns are ignored, so
 * the grade file itself can serve as a key file; its marks are not checked. Immutable. Lines, columns and white space
 * follow the rules of {@link GradeBookReader}.
 */
public final class KeyFile {
    private static final List<String> COLUMNS = List.of(GradeFileRow.ID_NUMBER, GradeFileRow.KEY);

    private final Map<StudentId, FernetKey> keys;

    private KeyFile(Map<StudentId, FernetKey> keys) {
        this.keys = keys;
    }

    /**
     * {@return the keys read from a file, at least one}
     *
     * @param file a regular file of at most 4 MiB
     * @throws GradeFileException if the file cannot be read, a column is missing, a student number or a key is invalid,
     *     a number is duplicate, or there is no row below the header
     */
    public static KeyFile read(Path file) throws GradeFileException {
        return of(GradeFileReader.read(file, COLUMNS));
    }

    /**
     * {@return the keys read from a text, at least one}
     *
     * @param csv the text, read to its end and not closed
     * @param sourceName the name of the source in exception messages
     * @throws GradeFileException as {@link #read(Path)}
     */
    public static KeyFile read(Reader csv, String sourceName) throws GradeFileException {
        return of(GradeFileReader.read(csv, sourceName, COLUMNS));
    }

    /**
     * {@return the key of a student, or {@code null} if the file has none}
     *
     * @param student the student number
     */
    public @Nullable FernetKey key(StudentId student) {
        return keys.get(student);
    }

    private static KeyFile of(List<GradeFileRow> rows) throws GradeFileException {
        Map<StudentId, FernetKey> keys = new HashMap<>();
        Map<StudentId, Integer> lines = new HashMap<>();
        for (GradeFileRow row : rows) {
            StudentId id = row.uniqueStudentId(lines);
            keys.put(id, row.key());
        }
        return new KeyFile(keys);
    }
}
