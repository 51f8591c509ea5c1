// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import java.util.List;
import java.util.stream.Collectors;

/** The two documented forms of a grade server's reply. */
public enum GradeReplyForm {
    /** Only the token. */
    TOKEN,

    /**
     * The token and then, in a separate write, its key, unencrypted. The client decrypts with the key that it receives,
     * so an eavesdropper can decrypt the reply too. The encrypted texts are shorter than those in the form
     * {@link #TOKEN}.
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
     * Returns the plain text of a reply. {@link #TOKEN} names the columns: {@code Exam 1 Average: 5.9, Exam 2 Average:
     * 5.85, …} or {@code Lab 1: 3, Lab 2: 9, …}. In the form {@link #TOKEN_AND_KEY}, an average is a single number over
     * all columns of the command, such as {@code Average: 5.8875}. In the same form, a student's grades are labelled
     * with the commands for the averages instead of the columns. The list of grades ends with a space: <code>GL1A : 3 …
     * GEA : 4 5 8 10 </code>.
     *
     * @param book the marks of all students
     * @param student the student
     * @param command the command
     * @return the text; marks are written as in the file
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
