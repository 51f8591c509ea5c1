// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import io.labnet.cli.command.Choices;
import io.labnet.cli.command.ExplainOption;
import io.labnet.cli.command.LongRunning;
import io.labnet.cli.listen.ListenOptions;
import io.labnet.cli.process.BackgroundOutput;
import io.labnet.cli.process.Failure;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeProtocol;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.file.GradeBookFile;
import io.labnet.grades.file.GradeBookWatch;
import io.labnet.grades.file.GradeFileException;
import io.labnet.grades.file.GradeFileListener;
import io.labnet.grades.server.GradeListener;
import io.labnet.grades.server.GradeService;
import io.labnet.grades.trace.GradeDialogue;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code labnet grades server}: answers from a CSV file until the process is terminated. */
@Command(
        name = "server",
        description = {
            "Answers requests from a CSV file of marks.",
            "The file is read again when it changes, and at the signal SIGHUP."
        },
        footer = {
            "",
            "The file begins with the header",
            "  Name,ID Number,Key,Lab 1,Lab 2,Lab 3,Lab 4,Midterm,Exam 1,Exam 2,Exam 3,Exam 4",
            "and has one line per student; the key is the student's Fernet key, as printed by",
            "'labnet fernet keygen'.",
            "",
            "Example: labnet grades server --csv grades.csv"
        })
public final class GradeServerCommand extends LongRunning implements Callable<Integer> {

    private static final class ReplyForms extends Choices<GradeReplyForm> {
        ReplyForms() {
            super(GradeReplyForm.class);
        }
    }

    private static final String ONE_REQUEST = "--keep-open answers further requests (grades-1.8)";

    @Option(
            names = "--csv",
            required = true,
            paramLabel = "FILE",
            description = "the marks and keys of all students (required)")
    private @Nullable Path csv;

    @Mixin
    private final ListenOptions listen =
            new ListenOptions(GradeProtocol.DEFAULT_PORT, GradeProtocol.server().idle(), GradeDialogue::new);

    @Option(
            names = "--reply",
            paramLabel = "FORM",
            defaultValue = "token",
            converter = ReplyForms.class,
            completionCandidates = ReplyForms.class,
            description = "what to reply: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). "
                    + "token-and-key sends the student's key in clear")
    private GradeReplyForm reply = GradeReplyForm.TOKEN;

    @Option(names = "--keep-open", description = "answer further requests on the same connection")
    private boolean keepOpen;

    @Mixin
    private final ExplainOption explain = new ExplainOption();

    @Option(names = "--show-keys", description = "print the students' keys, which are masked otherwise")
    private boolean showKeys;

    @Option(names = "--quiet", description = "print only the line with the port")
    private boolean quiet;

    /** Creates the command; called by picocli and by {@link Grades}. */
    public GradeServerCommand() {}

    @Override
    public Integer call() throws Failure {
        if (csv == null) {
            throw new IllegalStateException("picocli requires --csv");
        }
        Endpoint at = listen.endpoint();
        if (reply == GradeReplyForm.TOKEN_AND_KEY) {
            System.err.println("warning: --reply=token-and-key sends every student's key in clear: nothing is secret");
        }
        PrintStream out = BackgroundOutput.inFrontOf(System.out);
        try {
            serve(at, new GradeBookFile(csv, new Notices(csv)), out);
            return 0;
        } catch (GradeFileException e) {
            throw new Failure(e.getMessage(), e);
        } finally {
            out.close();
        }
    }

    private void serve(Endpoint at, GradeBookFile book, PrintStream out) throws Failure {
        GradeListener listener = GradeListener.printing(reply, showKeys, out);
        if (!quiet) {
            listener.loaded(book.get());
        }
        GradeService service =
                new GradeService(book, reply, keepOpen, explain.isGiven(), quiet ? GradeListener.LOGGING : listener);
        try (GradeBookWatch watch = GradeBookWatch.start(book, Duration.ofSeconds(1))) {
            listen.atHangUp(watch::readNow);
            Server server = listen.serve(at, service, keepOpen ? null : ONE_REQUEST);
            listener.listening(server.endpoint());
            ListenOptions.awaitEnd(server);
        }
        listener.stopped();
    }

    /** Reports changes of the file, and problems with it, on standard error while the server runs. */
    record Notices(Path csv) implements GradeFileListener {
        @Override
        public void unusable(GradeFileException problem) {
            print("warning: " + problem.getMessage() + "; the grades read before stay in use");
        }

        @Override
        public void readAgain(GradeBook book) {
            int students = book.students().size();
            print(csv + " was read again: " + students + (students == 1 ? " student" : " students"));
        }

        private static void print(String line) {
            System.err.println(EscapedText.of(line));
        }
    }
}
