// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.grades;

import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.check.script.ServerCases;
import io.labnet.check.script.Stage;
import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import io.labnet.grades.GradeAnswer;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeProtocol;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.GradeRule;
import io.labnet.grades.Student;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The cases of requests that a grade server refuses, and of forms of requests that some servers know and some do not. */
final class GradeServerRequests {
    /** A server may wait for {@link GradeProtocol#server()}'s deadline, and needs a moment more. */
    private static final Duration DEADLINE =
            GradeProtocol.server().messageDeadline().plusSeconds(1);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MANY_SPACES = 200;
    private static final Student STUDENT = GradeClass.FIRST;
    private static final GradeCommand COMMAND = GradeCommand.GMA;

    private final GradeTalk talk;

    GradeServerRequests(GradeTalk talk) {
        this.talk = talk;
    }

    /** Returns the cases in which a server sends nothing, and closes. */
    static List<CheckCase> refusals() {
        return List.of(
                unknown("grades-2.1/unknown", "a student who is not in the file", "7654321 GMA"),
                unknown("grades-2.1/marks", "the marks of a student who is not in the file", "1803934 GG"),
                wrong("grades-1.1/six", "a student number of six digits", "180393 GMA"),
                wrong("grades-1.1/eight", "a student number of eight digits", "18039333 GMA"),
                wrong("grades-1.1/order", "the command before the student number", "GMA 1803933"),
                wrong("grades-1.2/semicolon", "a semicolon between number and command", "1803933;GMA"),
                wrong("grades-1.2/lines", "number and command in two lines", "1803933\nGMA"),
                wrong("grades-1.3/lower", "a command in lower case", "1803933 gma"),
                wrong("grades-1.3/lab", "GL5A, which is no command", "1803933 GL5A"),
                wrong("grades-1.3/word", "a word that is no command", "1803933 Midterm"),
                wrong("grades-1.4/number", "a number without a command", "1803933"),
                wrong("grades-1.4/cut", "a command without its last letter", "1803933 GL1"));
    }

    /** A right client may ask for a student whom it does not know. */
    private static CheckCase unknown(String name, String title, String request) {
        return refused(name, title, request).must(2).with(Trait.HOSTILE, Trait.WHOLE);
    }

    private static CheckCase wrong(String name, String title, String request) {
        return refused(name, title, request).should(0).with(Trait.HOSTILE, Trait.WHOLE);
    }

    private static Script refused(String name, String title, String request) {
        return Script.of(name, title + ": no reply, and the server closes")
                .offer("'" + request.replace("\n", "\\n") + "'", ServerCases.ascii(request))
                .finish()
                .end();
    }

    /** Returns the cases of separators, white space, pieces and ends. */
    List<CheckCase> forms() {
        return List.of(
                separator("grades-1.2/space", "a space between number and command", " "),
                separator("grades-1.2/none", "nothing between number and command", ""),
                separator("grades-1.2/comma", "a comma between number and command", ","),
                separator("grades-1.2/several", "a comma, a space and a tab between number and command", ", \t"),
                separator("grades-1.2/spaces", "200 spaces between number and command", " ".repeat(MANY_SPACES)),
                spaces("grades-1.7/before", "a line end before a request", "\r\n", ""),
                spaces("grades-1.7/after", "a line end after a request", "", "\r\n"),
                pieces(),
                rest(),
                oneWrite(),
                closes());
    }

    private static CheckCase separator(String name, String title, String separator) {
        byte[] request = new GradeRequest(STUDENT.id(), COMMAND, separator).encode();
        Script script = Script.of(name, title).send(title, request);
        return GradeTalk.answer(script, STUDENT, COMMAND, GradeRule.SEPARATOR.number())
                .habit()
                .with(Trait.HOSTILE, Trait.WHOLE);
    }

    private CheckCase spaces(String name, String title, String before, String after) {
        Script script = Script.of(name, title)
                .sendLater(title, stage -> ServerCases.ascii(before + STUDENT.id() + talk.command(COMMAND) + after));
        return GradeTalk.answer(script, STUDENT, COMMAND, "grades-1.7").habit().with(Trait.HOSTILE, Trait.WHOLE);
    }

    private CheckCase closes() {
        Script script = Script.of("grades-2.3/closes", "the server closes after its reply");
        talk.request(script, STUDENT, COMMAND);
        return GradeTalk.answer(script, STUDENT, COMMAND, null).end().habit();
    }

    private CheckCase pieces() {
        Script script = Script.of("grades-1.4/pieces", "a request in two pieces, with a pause between them")
                .send("the student number", ServerCases.ascii(STUDENT.id().digits()))
                .act("wait for " + PAUSE.toMillis() + " ms", stage -> LockSupport.parkNanos(PAUSE.toNanos()))
                .sendLater("the command", stage -> ServerCases.ascii(talk.command(COMMAND)));
        return GradeTalk.answer(script, STUDENT, COMMAND, GradeRule.WHOLE_REQUEST.number())
                .close()
                .should(0)
                .with(Trait.HOSTILE, Trait.WHOLE, Trait.PIECES);
    }

    private static CheckCase rest() {
        return Script.of("grades-1.4/rest", "the server does not wait for ever for the rest of a request")
                .send("'1803933 GL1'", ServerCases.ascii("1803933 GL1"))
                .act("wait for the server to close, " + DEADLINE.toSeconds() + " s at most", stage -> stage.wire("1")
                        .drain(DEADLINE.minus(stage.patience())))
                .end()
                .should(0)
                .with(Trait.HOSTILE, Trait.WHOLE);
    }

    private CheckCase oneWrite() {
        Script script = Script.of("grades-2.3/write", "a reply is one write");
        return talk.request(script, STUDENT, GradeCommand.GG)
                .expect("a token in one write", GradeServerRequests::readOneWrite)
                .should(0);
    }

    /** Refuses a pause within a reply; whether a reply that has ended is right, the dialogue decides. */
    private static boolean readOneWrite(ByteBuffer in, Boundary boundary, Stage stage) throws Mismatch {
        if (boundary == Boundary.MORE) {
            return false;
        }
        byte[] came = new byte[in.remaining()];
        in.get(came);
        if (boundary == Boundary.PAUSE && !isAnswer(came)) {
            in.position(in.position() - came.length);
            throw new Mismatch("a token in one write", "a part of it, and then a pause", came, came.length, null);
        }
        return true;
    }

    private static boolean isAnswer(byte[] bytes) {
        try {
            GradeAnswer.decode(bytes, STUDENT.key());
            return true;
        } catch (ProtocolException incomplete) {
            return false;
        }
    }
}
