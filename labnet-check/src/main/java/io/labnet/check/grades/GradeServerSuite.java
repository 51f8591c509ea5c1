// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.grades;

import static io.labnet.check.grades.GradeClass.FIRST;
import static io.labnet.check.grades.GradeClass.ONE_ZERO;
import static io.labnet.check.grades.GradeClass.OTHER;
import static io.labnet.check.grades.GradeClass.ZEROS;

import io.labnet.check.Suite;
import io.labnet.check.script.CheckCase;
import io.labnet.check.script.Script;
import io.labnet.check.script.ServerCases;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeRule;
import io.labnet.grades.Student;
import io.labnet.grades.trace.GradeDialogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The cases of grade servers. Each request has its own connection, since a server may close after its reply. */
public final class GradeServerSuite implements Suite {
    private static final List<GradeCommand> COMMANDS = List.of(GradeCommand.values());
    private static final String SANITY = "grades-3.1/sanity";
    private static final int TOKENS = 8;
    private static final int SEEDED = 10;

    private final GradeTalk talk = new GradeTalk();

    /** Creates the suite. */
    public GradeServerSuite() {}

    @Override
    public String protocol() {
        return "grades";
    }

    @Override
    public Side side() {
        return Side.SERVER;
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

    /** A server that takes what one {@code recv} returns for the request is tolerated by right clients (grades-1.6). */
    @Override
    public Variant split() {
        return new Variant(GradeRule.WHOLE_REQUEST.number(), Level.SHOULD);
    }

    @Override
    public CheckCase sanity() {
        return Script.of(SANITY, "a student gets an average")
                .act("find a separator that the server understands", talk::findSeparator)
                .with(this::first)
                .must(0);
    }

    @Override
    public List<CheckCase> cases(Random random) {
        List<CheckCase> cases = new ArrayList<>(replies());
        cases.addAll(texts());
        cases.addAll(GradeServerRequests.refusals());
        new GradeServerRequests(talk).forms().forEach(each -> cases.add(each.needing(SANITY)));
        cases.addAll(new ServerCases(this::first, ServerCases.ascii("18039")).connections(SANITY));
        cases.addAll(ServerCases.garbage());
        cases.add(seeded(random).needing(SANITY));
        return cases;
    }

    /** A conversation in which a server that does not reply breaks the rule of the case. */
    private Script first(Script script) {
        talk.request(script, FIRST, GradeCommand.GMA);
        return GradeTalk.answer(script, FIRST, GradeCommand.GMA, null).close();
    }

    private List<CheckCase> replies() {
        return List.of(
                ask("grades-3.1/every", "each of the seven commands gets a reply", FIRST, GradeCommand.values())
                        .must(3),
                ask("grades-1.1/zeros", "student numbers with leading zeros", ZEROS, GradeCommand.GMA, GradeCommand.GG)
                        .with(script -> talk.ask(script.on("one"), ONE_ZERO, GradeCommand.GG))
                        .must(2),
                ask("grades-3.2/token", "a reply is a token and nothing else", OTHER, GradeCommand.GMA)
                        .must(2),
                ask("grades-3.3/long", "a long reply is whole", OTHER, GradeCommand.GG)
                        .must(2),
                tokens().must(2),
                everyone().must(3),
                ask("grades-3.6/utf8", "the text is UTF-8", FIRST, GradeCommand.GL2A)
                        .must(1));
    }

    private Script ask(String name, String title, Student student, GradeCommand... commands) {
        Script script = Script.of(name, title);
        for (GradeCommand command : commands) {
            talk.ask(script.on(command.name()), student, command);
        }
        return script;
    }

    /** So many tokens that some have characters in which the two base64 alphabets differ, and some have padding. */
    private Script tokens() {
        Script script = Script.of("grades-3.4/base64", "tokens are URL-safe base64 with padding");
        for (int i = 0; i < TOKENS; i++) {
            GradeCommand command = i % 2 == 0 ? GradeCommand.GL1A : GradeCommand.GG;
            talk.ask(script.on(command + " " + i), FIRST, command);
        }
        return script;
    }

    private Script everyone() {
        Script script = Script.of("grades-3.5/everyone", "each student's reply is made with this student's key");
        for (Student student : GradeClass.BOOK.students()) {
            talk.ask(script.on(student.id().digits()), student, GradeCommand.GMA);
        }
        return script;
    }

    private List<CheckCase> texts() {
        return List.of(
                ask("grades-3.8/midterm", "an average with all its digits", OTHER, GradeCommand.GMA)
                        .must(2),
                ask("grades-3.8/integer", "an average that is an integer has a decimal point", OTHER, GradeCommand.GL1A)
                        .must(1),
                ask(
                                "grades-3.8/labs",
                                "the averages of the other labs",
                                OTHER,
                                GradeCommand.GL2A,
                                GradeCommand.GL3A,
                                GradeCommand.GL4A)
                        .must(2),
                ask("grades-3.8/exams", "four averages of exams", OTHER, GradeCommand.GEA)
                        .must(2),
                ask("grades-3.8/first", "the marks of the first student", FIRST, GradeCommand.GG)
                        .must(1),
                ask("grades-3.8/decimals", "marks such as 4.50 stay as they are", ONE_ZERO, GradeCommand.GG)
                        .must(2),
                ask(
                                "grades-3.8/last",
                                "the marks of the last student, whose line may end with CRLF",
                                last(),
                                GradeCommand.GG)
                        .must(1));
    }

    private static Student last() {
        List<Student> students = GradeClass.BOOK.students();
        return students.get(students.size() - 1);
    }

    private CheckCase seeded(Random random) {
        Script script = Script.of("grades-3.8/seeded", "seeded students and commands, one connection after the other");
        List<Student> students = GradeClass.BOOK.students();
        for (int i = 0; i < SEEDED; i++) {
            Student student = students.get(random.nextInt(students.size()));
            GradeCommand command = student.id().digits().startsWith("0")
                    ? GradeCommand.GG
                    : COMMANDS.get(random.nextInt(COMMANDS.size()));
            talk.ask(script.on(Integer.toString(i + 1)), student, command);
        }
        return script.must(2);
    }
}
