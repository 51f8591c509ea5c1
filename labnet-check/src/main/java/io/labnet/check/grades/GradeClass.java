// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.grades;

import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeColumn;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.Mark;
import io.labnet.grades.Student;
import io.labnet.grades.StudentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class list of the checks, always the same. All sums of marks are exact as binary floating-point numbers, so that
 * an average is the same in whatever order a program adds.
 */
final class GradeClass {
    private static final int KEY_BYTES = 32;
    private static final long KEY_SEED = 4;
    private static final int NAME_CELL = 0;
    private static final int ID_CELL = 1;
    private static final int FIRST_MARK_CELL = 2;

    private static final List<String> ROWS = List.of(
            "Ada Lind,1803933,3,9,9,0,7,4,5,8,10",
            "Bo \u00d8ye,0000042,10,8,7,6,12.5,9,3,10,7",
            "Chen Li,0180393,8,4.50,10,5,11,7.25,6,9,8",
            "Dana Abu Said,2000000,5,7,6,10,0,10,10,2,0",
            "Eva Nowak,1234567,4,10,8,8,13.75,3,8,7,9",
            "Femi Okoro,9999999,7,6,2,9,20,8,1,6,5.5",
            "Gus,1000003,5,10,10,10,9,0,4,10,10");

    /** The students and their marks. */
    static final GradeBook BOOK = new GradeBook(students());

    /** The first student of the file. */
    static final Student FIRST = BOOK.students().get(0);

    /** A student in the middle of the file. */
    static final Student OTHER = BOOK.students().get(3);

    /** A student whose number has five zeros at its beginning. */
    static final Student ZEROS = BOOK.students().get(1);

    /** A student whose number, without the zero at its beginning, is {@code 180393}. */
    static final Student ONE_ZERO = BOOK.students().get(2);

    private GradeClass() {}

    private static List<Student> students() {
        Random random = new Random(KEY_SEED);
        List<Student> students = new ArrayList<>();
        for (String row : ROWS) {
            String[] cells = row.split(",", -1);
            byte[] key = new byte[KEY_BYTES];
            random.nextBytes(key);
            Map<GradeColumn, Mark> marks = new EnumMap<>(GradeColumn.class);
            int cell = FIRST_MARK_CELL;
            for (GradeColumn column : GradeColumn.values()) {
                marks.put(column, new Mark(cells[cell++]));
            }
            students.add(new Student(
                    new StudentId(cells[ID_CELL]),
                    cells[NAME_CELL],
                    FernetKey.parse(Base64.getUrlEncoder().encodeToString(key)),
                    marks));
        }
        return students;
    }

    /** Returns the text of a reply. */
    static String text(Student student, GradeCommand command) {
        return GradeReplyForm.TOKEN.text(BOOK, student, command);
    }

    /** Returns whether a text is a documented one. */
    static boolean isText(Student student, GradeCommand command, String text) {
        return Stream.of(GradeReplyForm.values())
                .anyMatch(form -> form.text(BOOK, student, command).equals(text));
    }

    /**
     * Writes the file of a server, whose lines end with LF or CRLF, and the file of a client.
     *
     * @return the placeholders of the files
     */
    static Map<String, String> write(Path folder) throws IOException {
        List<String> header = new ArrayList<>(List.of("Name", "ID Number", "Key"));
        Stream.of(GradeColumn.values()).map(GradeColumn::header).forEach(header::add);
        StringBuilder grades = new StringBuilder(String.join(",", header)).append('\n');
        StringBuilder keys = new StringBuilder("ID Number,Key\n");
        for (Student student : BOOK.students()) {
            String marks = student.marks().values().stream().map(Mark::text).collect(Collectors.joining(","));
            String idAndKey = student.id() + "," + student.key().text();
            boolean late = student.id().digits().compareTo("1500000") > 0;
            grades.append(student.name())
                    .append(',')
                    .append(idAndKey)
                    .append(',')
                    .append(marks)
                    .append(late ? "\r\n" : "\n");
            keys.append(idAndKey).append('\n');
        }
        return Map.of(
                "grades",
                Files.writeString(folder.resolve("grades.csv"), grades).toString(),
                "keys",
                Files.writeString(folder.resolve("keys.csv"), keys).toString());
    }
}
