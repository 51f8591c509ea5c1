// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.grades;

import io.labnet.check.program.ProgramRun;
import io.labnet.check.script.Expectation;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.check.script.ServerCases;
import io.labnet.check.script.Stage;
import io.labnet.fernet.Fernet;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeProtocol;
import io.labnet.grades.GradeRule;
import io.labnet.grades.Student;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Conversations with a grade client. Some clients ask for the student number and the command in one line, others in
 * two: what their first prompt says decides.
 */
final class GradeClientTalk {
    /** So long that a program which prints has printed all of its prompt. */
    private static final Duration QUIET = Duration.ofMillis(80);

    /** A program may take long to begin. */
    private static final Duration START = Duration.ofSeconds(10);

    /** Whether the client asks for number and command in one line; {@code null} until it has been started. */
    private @Nullable Boolean oneLine;

    /** Types a request, expects it, sends the right answer, and expects that it is printed. */
    Script answered(Script script, Student student, GradeCommand command) {
        asked(script, student, command);
        String text = GradeClass.text(student, command);
        return replied(
                        script,
                        "a token of '" + text + "'",
                        Fernet.of(student.key()).encryptText(text))
                .act("it prints '" + text + "'", stage -> {
                    if (!awaits(stage, output -> output.contains(text), stage.patience())) {
                        throw stage.notPrinted("it prints '" + text + "'").breaking(rule(stage, student, text));
                    }
                });
    }

    /** Returns the rule of an answer that is not printed: a client may know the key of the first student only. */
    private static String rule(Stage stage, Student student, String text) throws Mismatch {
        boolean opened = stage.program().output().contains(text.split(",", 2)[0]);
        GradeRule rule = opened || student.equals(GradeClass.FIRST) ? GradeRule.TEXT : GradeRule.STUDENT_KEY;
        return rule.number();
    }

    /** Types a request, and expects it. */
    Script asked(Script script, Student student, GradeCommand command) {
        String expected = "the request of " + student.id() + " for " + command;
        return type(script, student.id().digits(), command.name())
                .expect(expected, Expectation.message(GradeProtocol.server().decoders(), expected, (request, stage) -> {
                    boolean right = request.student().equals(student.id()) && request.command() == command;
                    return right ? "" : "the request of " + request.student() + " for " + request.command();
                }));
    }

    /** Sends a reply as a server does, which closes after it. */
    static Script replied(Script script, String words, String reply) {
        return script.send(words, ServerCases.ascii(reply)).finish().anything().close();
    }

    /** Types a student number and a command, as the program asks for them. */
    Script type(Script script, String number, String command) {
        return script.act("type: " + number + " " + command, stage -> {
            if (oneLine == null) {
                oneLine = prompt(stage).contains("command");
            }
            try {
                stage.program().input(number + (oneLine ? " " : "\n") + command + "\n");
            } catch (IOException ended) {
                throw new Mismatch("the program reads its standard input", "it has ended, or has closed it");
            }
        });
    }

    /** Returns the last line that the program has printed, in lower case; empty if it prints nothing. */
    private static String prompt(Stage stage) throws Mismatch {
        ProgramRun program = stage.program();
        awaits(stage, output -> !output.isBlank(), START);
        String before;
        do {
            before = program.output();
        } while (grows(stage, before));
        String all = before.strip();
        return all.substring(all.lastIndexOf('\n') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean grows(Stage stage, String before) throws Mismatch {
        return awaits(stage, output -> !output.equals(before), QUIET);
    }

    private static boolean awaits(Stage stage, Predicate<String> enough, Duration time) throws Mismatch {
        try {
            return stage.program().awaitOutput(enough, time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Mismatch("an answer", "the check was interrupted");
        }
    }
}
