// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeBook;
import io.labnet.grades.StudentId;
import java.io.Reader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a client has: a CSV with the columns {@code ID Number} and {@code Key}. Other columns are passed over,
 * so that the grade file itself is a key file too; its marks are not looked at. Immutable. The rules for lines, columns
 * and white space are those of a {@link GradeBook}.
 */
public final class KeyFile {
    private static final List<String> COLUMNS = List.of(GradeFileRow.ID_NUMBER, GradeFileRow.KEY);

    private final Map<StudentId, FernetKey> keys;

    private KeyFile(Map<StudentId, FernetKey> keys) {
        this.keys = keys;
    }

    /**
     * {@return the keys in a file, at least one}
     *
     * @param file a regular file of at most 4 MiB
     * @throws GradeFileException if the file cannot be read, a column is missing, a student number or a key is none, a
     *     number stands twice, or there is no row but the header
     */
    public static KeyFile read(Path file) throws GradeFileException {
        return of(GradeFileReader.read(file, COLUMNS));
    }

    /**
     * {@return the keys in a text, at least one}
     *
     * @param csv the text, read to its end and left open
     * @param sourceName what exceptions call it
     * @throws GradeFileException as of {@link #read(Path)}
     */
    public static KeyFile read(Reader csv, String sourceName) throws GradeFileException {
        return of(GradeFileReader.read(csv, sourceName, COLUMNS));
    }

    /**
     * {@return the key of a student, {@code null} when the file has none}
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
