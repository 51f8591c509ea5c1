// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import java.util.List;
import java.util.stream.Collectors;

/** The two documented ways in which a grade server replies. */
public enum GradeReplyForm {
    /** The token alone. */
    TOKEN,

    /**
     * The token and then, in a write of its own, the key that opens it, in clear. The client of this system decrypts
     * with the key that it is sent, so that nothing is secret from whoever can listen. Its texts are shorter.
     */
    TOKEN_AND_KEY;

    private static final List<GradeCommand> ORDER_OF_GRADES = List.of(
            GradeCommand.GL1A,
            GradeCommand.GL2A,
            GradeCommand.GL3A,
            GradeCommand.GL4A,
            GradeCommand.GMA,
            GradeCommand.GEA);

    /**
     * Writes the text of a reply, before it is encrypted. In the form {@link #TOKEN} it names its columns: {@code Exam 1
     * Average: 5.9, Exam 2 Average: 5.85, …} or {@code Lab 1: 3, Lab 2: 9, …}. In the form {@link #TOKEN_AND_KEY} an
     * average is one figure, {@code Average: 5.8875}, and grades are named by the commands for their averages, with a
     * space at the end: <code>GL1A : 3 … GEA : 4 5 8 10 </code>.
     *
     * @param book the marks of all students
     * @param student the student who asks
     * @param command what is asked for
     * @return the text; a mark stands in it as it stands in the file
     */
    public String text(GradeBook book, Student student, GradeCommand command) {
        boolean grades = command == GradeCommand.GG;
        return switch (this) {
            case TOKEN -> grades ? marksByColumn(student) : averagesByColumn(book, command);
            case TOKEN_AND_KEY -> grades ? marksByCommand(student) : "Average: " + book.average(command);
        };
    }

    private static String averagesByColumn(GradeBook book, GradeCommand command) {
        return command.columns().stream()
                .map(column -> column.header() + " Average: " + book.average(column))
                .collect(Collectors.joining(", "));
    }

    private static String marksByColumn(Student student) {
        return student.marks().entrySet().stream()
                .map(mark -> mark.getKey().header() + ": " + mark.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String marksByCommand(Student student) {
        StringBuilder text = new StringBuilder();
        for (GradeCommand command : ORDER_OF_GRADES) {
            text.append(command).append(" : ");
            for (GradeColumn column : command.columns()) {
                text.append(student.mark(column)).append(' ');
            }
        }
        return text.toString();
    }
}
