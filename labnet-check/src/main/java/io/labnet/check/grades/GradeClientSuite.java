// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.grades;

import static io.labnet.check.grades.GradeClass.FIRST;
import static io.labnet.check.grades.GradeClass.ONE_ZERO;
import static io.labnet.check.grades.GradeClass.OTHER;
import static io.labnet.check.grades.GradeClass.ZEROS;

import io.labnet.check.Suite;
import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Expectation;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.check.script.ServerCases;
import io.labnet.check.script.Stage;
import io.labnet.check.script.Wire;
import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import io.labnet.fernet.Fernet;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeProtocol;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.GradeRule;
import io.labnet.grades.Student;
import io.labnet.grades.trace.GradeDialogue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** The cases of grade clients. A client asks its user for requests until its standard input ends. */
public final class GradeClientSuite implements Suite {
    private static final List<GradeCommand> COMMANDS = List.of(GradeCommand.values());
    private static final String SANITY = "grades-3.8/sanity";
    private static final int SEEDED = 5;
    private static final int HALF = 60;
    private static final String ONE_REQUEST = "grades-1.8";

    private final GradeClientTalk talk = new GradeClientTalk();

    /** Creates the suite. */
    public GradeClientSuite() {}

    @Override
    public String protocol() {
        return "grades";
    }

    @Override
    public Side side() {
        return Side.CLIENT;
    }

    @Override
    public RulePage page() {
        return GradeRule.page();
    }

    @Override
    public Dialogue<?, ?> dialogue() {
        return new GradeDialogue(GradeClass.BOOK);
    }

    @Override
    public Map<String, String> prepare(Path folder) throws IOException {
        return GradeClass.write(folder);
    }

    /** A client that takes what one {@code recv} returns for the token is tolerated by right servers (grades-2.3). */
    @Override
    public Variant split() {
        return new Variant(GradeRule.WHOLE_TOKEN.number(), Level.SHOULD);
    }

    @Override
    public CheckCase sanity() {
        return answered(SANITY, "the first student gets an average", FIRST, GradeCommand.GMA)
                .must(0);
    }

    @Override
    public List<CheckCase> cases(Random random) {
        List<CheckCase> cases = new ArrayList<>(requests());
        cases.addAll(typed());
        Stream.of(connections(), new GradeClientReplies(talk).cases(), ends(), List.of(seeded(random)))
                .flatMap(List::stream)
                .forEach(each -> cases.add(each.needing(SANITY)));
        return cases;
    }

    private List<CheckCase> requests() {
        return List.of(
                answered("grades-1.1/number", "a request begins with seven digits", FIRST, GradeCommand.GL1A)
                        .must(4),
                answered("grades-1.1/zeros", "a student number with leading zeros", ZEROS, GradeCommand.GG)
                        .must(4)
                        .with(Trait.WHOLE),
                answered("grades-1.2/separator", "a separator that servers know", FIRST, GradeCommand.GL4A)
                        .must(3)
                        .with(Trait.WHOLE),
                answered("grades-1.3/commands", "each of the seven commands", FIRST, GradeCommand.values())
                        .must(7)
                        .with(Trait.WHOLE),
                answered("grades-1.4/whole", "number and command are one request", FIRST, GradeCommand.GG)
                        .must(4)
                        .with(Trait.WHOLE),
                answered(
                                "grades-3.5/other",
                                "another student's token is opened with this student's key",
                                OTHER,
                                GradeCommand.GMA,
                                GradeCommand.GG)
                        .must(5),
                answered("grades-3.8/decimals", "marks such as 4.50 are printed as they are", FIRST, GradeCommand.GMA)
                        .with(script -> talk.answered(script.on("2"), ONE_ZERO, GradeCommand.GG))
                        .must(3)
                        .with(Trait.WHOLE),
                answered("grades-3.8/exams", "four averages are printed", FIRST, GradeCommand.GEA)
                        .must(3));
    }

    private Script answered(String name, String title, Student student, GradeCommand... commands) {
        Script script = Script.of(name, title);
        for (int i = 0; i < commands.length; i++) {
            talk.answered(script.on(Integer.toString(i + 1)), student, commands[i]);
        }
        return script;
    }

    /** What a user may type by mistake: the client mends or refuses it, and sends no wrong request. */
    private List<CheckCase> typed() {
        return List.of(
                typed("grades-1.1/typed", "a student number of six digits", "180393", "GMA"),
                typed("grades-1.3/lower", "a command in lower case", FIRST.id().digits(), "gma"),
                typed(
                        "grades-1.3/other",
                        "GL5A, which is no command",
                        FIRST.id().digits(),
                        "GL5A"));
    }

    private CheckCase typed(String name, String title, String number, String command) {
        Script script = Script.of(name, title + " is typed, and no wrong request is sent");
        talk.type(script, number, command);
        return talk.type(script, FIRST.id().digits(), GradeCommand.GL2A.name())
                .act("what is sent is a right request", GradeClientSuite::expectRight)
                .must(2)
                .with(Trait.WHOLE);
    }

    private static void expectRight(Stage stage) throws Mismatch, IOException {
        Wire wire;
        try {
            wire = stage.wire("1");
        } catch (Mismatch none) {
            if (stage.program().isAlive()) {
                throw none;
            }
            // It has refused the line, and ended.
            return;
        }
        String expected = "a right request";
        wire.expect(
                expected,
                Expectation.message(GradeProtocol.server().decoders(), expected, (request, unused) -> ""),
                stage);
    }

    private List<CheckCase> connections() {
        Script oneWrite = Script.of("grades-1.6/write", "a request is one write, and nothing follows it");
        talk.type(oneWrite, FIRST.id().digits(), GradeCommand.GL3A.name())
                .expect("a request in one write", GradeClientSuite::readOneWrite);
        return List.of(
                oneWrite.should(0).with(Trait.WHOLE),
                answered(
                                "grades-1.8/new",
                                "each request has its own connection",
                                FIRST,
                                GradeCommand.GL1A,
                                GradeCommand.GMA)
                        .should(0)
                        .with(Trait.WHOLE));
    }

    /** Refuses a pause within a request, and bytes after it; whether the request is right, the dialogue decides. */
    private static boolean readOneWrite(ByteBuffer in, Boundary boundary, Stage stage) throws Mismatch {
        if (boundary == Boundary.MORE) {
            return false;
        }
        byte[] came = new byte[in.remaining()];
        in.get(came);
        String expected = "a request in one write, and nothing after it";
        ByteBuffer rest = ByteBuffer.wrap(came);
        GradeRequest request;
        try {
            request = GradeProtocol.server().decoders().get().decode(rest, Boundary.MORE);
        } catch (ProtocolException wrong) {
            return true;
        }
        if (request == null && boundary == Boundary.PAUSE) {
            throw new Mismatch(expected, "a part of it, and then a pause", came, came.length, null);
        }
        if (request != null && rest.hasRemaining()) {
            int offset = rest.position();
            Mismatch more = new Mismatch(expected, "more bytes after the request", came, offset, null);
            throw Character.isDigit(came[offset]) ? more.breaking(ONE_REQUEST) : more;
        }
        return true;
    }

    private List<CheckCase> ends() {
        String half = Fernet.of(FIRST.key())
                .encryptText(GradeClass.text(FIRST, GradeCommand.GG))
                .substring(0, HALF);
        Script closes = Script.of("any-2.2/closes", "the server closes within a token, and the client ends");
        GradeClientTalk.replied(talk.asked(closes, FIRST, GradeCommand.GG), "a half of a token", half);
        Script resets = talk.asked(
                        Script.of("any-2.2/resets", "the server resets the connection, and the client ends"),
                        FIRST,
                        GradeCommand.GG)
                .send("a half of a token", ServerCases.ascii(half))
                .abort();
        Script fails = GradeClientTalk.replied(
                talk.asked(
                        Script.of("any-2.1/fails", "the exit status says that there was no answer"),
                        FIRST,
                        GradeCommand.GMA),
                "nothing",
                "");
        return List.of(
                closes.endInput().stops().must(3).with(Trait.WHOLE),
                resets.endInput().stops().must(3).with(Trait.WHOLE),
                fails.endInput().stops(false).should(0).with(Trait.WHOLE),
                answered("any-2.1/works", "the exit status says that there was an answer", FIRST, GradeCommand.GMA)
                        .endInput()
                        .stops(true)
                        .should(0)
                        .with(Trait.WHOLE));
    }

    private CheckCase seeded(Random random) {
        Script script = Script.of("grades-3.8/seeded", "seeded commands of one run of the program");
        for (int i = 0; i < SEEDED; i++) {
            GradeCommand command = COMMANDS.get(random.nextInt(COMMANDS.size()));
            talk.answered(script.on(Integer.toString(i + 1)), FIRST, command);
        }
        return script.must(2).with(Trait.WHOLE);
    }
}
