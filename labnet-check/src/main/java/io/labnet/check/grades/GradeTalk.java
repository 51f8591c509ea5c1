// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.grades;

import io.labnet.check.script.Expectation;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.check.script.ServerCases;
import io.labnet.check.script.Stage;
import io.labnet.core.codec.Boundary;
import io.labnet.core.transport.Connection;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetException;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeReplyDecoder;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.GradeRule;
import io.labnet.grades.Student;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Conversations with a grade server. The separator of requests is the one that the server understands, since existing
 * servers know one only.
 */
final class GradeTalk {
    private static final List<String> SEPARATORS = List.of(" ", "", ",");
    private static final int BUFFER = 1024;

    private @Nullable String separator;

    /** Finds the separator that the server understands, at the first call. */
    void findSeparator(Stage stage) throws Mismatch, IOException {
        if (separator != null) {
            return;
        }
        separator = GradeRequest.SPACE;
        for (String each : SEPARATORS) {
            if (replies(stage, each)) {
                separator = each;
                return;
            }
            if (stage.subject().program() != null && !stage.program().isAlive()) {
                stage.subject().restart();
            }
        }
    }

    /** Tries a separator on a connection that is not judged. */
    private static boolean replies(Stage stage, String separator) throws Mismatch {
        GradeRequest request = new GradeRequest(GradeClass.FIRST.id(), GradeCommand.GMA, separator);
        try (Connection connection = stage.subject().open()) {
            connection.write(ByteBuffer.wrap(request.encode()));
            return connection.read(ByteBuffer.allocate(BUFFER), stage.patience()) != Boundary.END;
        } catch (IOException lost) {
            return false;
        }
    }

    /** Returns what follows the student number in a request that the server understands. */
    String command(GradeCommand command) {
        return (separator == null ? GradeRequest.SPACE : separator) + command;
    }

    /** Asks on the connection of the script, and closes it. */
    Script ask(Script script, Student student, GradeCommand command) {
        boolean zeros = student.id().digits().startsWith("0");
        GradeRule missing = zeros ? GradeRule.STUDENT_NUMBER : GradeRule.REPLY;
        request(script, student, command);
        return answer(script, student, command, missing.number()).close();
    }

    /** Sends a request. */
    Script request(Script script, Student student, GradeCommand command) {
        return script.sendLater(
                "send '" + student.id() + " " + command + "'",
                stage -> ServerCases.ascii(student.id() + command(command)));
    }

    /**
     * Expects the answer of a request.
     *
     * @param missing the rule that a server breaks that does not reply; {@code null} for that of the case
     */
    static Script answer(Script script, Student student, GradeCommand command, @Nullable String missing) {
        String expected = "a token of '" + GradeClass.text(student, command) + "'";
        Expectation message = new ForStudent(
                student,
                Expectation.message(
                        () -> new GradeReplyDecoder(student.key()),
                        expected,
                        (answer, stage) -> GradeClass.isText(student, command, answer.text())
                                ? ""
                                : "a token of '" + answer.text() + "'"));
        return script.expect(
                expected,
                missing == null
                        ? message
                        : new Expectation() {
                            @Override
                            public boolean read(ByteBuffer in, Boundary boundary, Stage stage) throws Mismatch {
                                if (boundary == Boundary.END && !in.hasRemaining()) {
                                    throw new Mismatch(expected, "the server closed the connection without a reply")
                                            .breaking(missing);
                                }
                                return message.read(in, boundary, stage);
                            }

                            @Override
                            public Mismatch late(Mismatch late) {
                                return late.bytes().length == 0 ? late.breaking(missing) : late;
                            }
                        });
    }

    /** Explains a token that has the key of another student. */
    private record ForStudent(Student student, Expectation message) implements Expectation {
        @Override
        public boolean read(ByteBuffer in, Boundary boundary, Stage stage) throws Mismatch {
            try {
                return message.read(in, boundary, stage);
            } catch (Mismatch e) {
                Optional<Student> owner = GradeClass.BOOK.students().stream()
                        .filter(other -> !other.equals(student) && opens(other, e.bytes()))
                        .findFirst();
                if (owner.isEmpty()) {
                    throw e;
                }
                String cause = "it is encrypted with the key of " + owner.get().id();
                throw new Mismatch(e.expected(), e.came(), e.bytes(), e.offset(), cause);
            }
        }

        @Override
        public Mismatch late(Mismatch late) {
            return message.late(late);
        }

        private static boolean opens(Student student, byte[] token) {
            try {
                Object unused = Fernet.of(student.key()).decrypt(new String(token, StandardCharsets.ISO_8859_1));
                return true;
            } catch (FernetException e) {
                return false;
            }
        }
    }
}
