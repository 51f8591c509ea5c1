// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import io.labnet.cli.command.Choices;
import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.connect.ServerAddressOptions;
import io.labnet.cli.connect.Unreachable;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.StandardInput;
import io.labnet.cli.process.UsageError;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeAnswer;
import io.labnet.grades.GradeOutcome;
import io.labnet.grades.GradeOutcome.NoAnswer;
import io.labnet.grades.GradeProtocol;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.StudentId;
import io.labnet.grades.client.GradeClient;
import io.labnet.grades.file.GradeFileException;
import io.labnet.grades.file.KeyFile;
import io.labnet.grades.trace.GradeDialogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code labnet grades client}: sends one request, or prompts for requests. */
@Command(
        name = "client",
        description = {"Asks for marks and averages.", "Without a request it prompts for requests."},
        footer = {
            "",
            "Commands: GMA (midterm average), GL1A to GL4A (lab averages), GEA (exam",
            "averages), GG (the student's own marks).",
            "",
            "Example: labnet grades client --csv grades.csv 1803933 GMA"
        })
public final class GradeClientCommand extends CommonOptions implements Callable<Integer> {
    @Mixin
    private final ServerAddressOptions dial = new ServerAddressOptions(GradeProtocol.DEFAULT_PORT, GradeDialogue::new);

    @Option(
            names = "--csv",
            required = true,
            paramLabel = "FILE",
            description =
                    "the keys (required): a CSV file with the columns 'ID Number' and 'Key', such as the server's "
                            + "file")
    private @Nullable Path csv;

    private static final class Separators extends Choices<RequestSeparator> {
        Separators() {
            super(RequestSeparator.class);
        }
    }

    @Option(
            names = "--separator",
            paramLabel = "SEPARATOR",
            defaultValue = "typed",
            converter = Separators.class,
            completionCandidates = Separators.class,
            description =
                    "the separator between number and command: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). "
                            + "Many servers accept one form only")
    private RequestSeparator separator = RequestSeparator.TYPED;

    @Parameters(
            arity = "0..*",
            paramLabel = "REQUEST",
            description = "a student number and a command, such as 1803933 GMA")
    private List<String> words = List.of();

    /** Creates the command; called by picocli and by {@link Grades}. */
    public GradeClientCommand() {}

    @Override
    public Integer call() throws Failure, IOException {
        if (csv == null) {
            throw new IllegalStateException("picocli requires --csv");
        }
        GradeRequest request = words.isEmpty() ? null : requestOf(String.join(" ", words));
        KeyFile keys;
        try {
            keys = KeyFile.read(csv);
        } catch (GradeFileException e) {
            throw new Failure(e.getMessage(), e);
        }
        GradeClient client = new GradeClient(dial.transport(), dial.endpoint());
        if (request == null) {
            return new GradePrompt(client, keys, separator, typed(), System.out, System.err).run();
        }
        System.out.println(answer(client, keys, separator.applyTo(request)));
        return 0;
    }

    private static InputStream typed() throws Failure {
        try {
            return StandardInput.open();
        } catch (IOException e) {
            throw new Failure("cannot read standard input: " + e.getMessage(), e);
        }
    }

    private static GradeRequest requestOf(String typed) {
        try {
            return RequestText.parse(typed);
        } catch (ProtocolException e) {
            throw new UsageError("not a request such as '1803933 GMA': " + e.getMessage());
        }
    }

    /** Returns the reason why there is no answer and, if the server closed the connection, the option that may help. */
    static String explanation(NoAnswer none) {
        return none.reason() == NoAnswer.Reason.CLOSED
                ? none.explanation() + ": try --separator=none, space or comma"
                : none.explanation();
    }

    /** Returns the message that the key file has no key for a student. */
    static String noKey(StudentId student) {
        return "the key file has no student number " + student;
    }

    /** Returns the text of an answer, escaped for a terminal. */
    static String shown(GradeAnswer answer, PrintStream err) {
        if (answer.opened() == GradeAnswer.OpenedWith.SENT_KEY) {
            err.println("warning: the reply was decrypted with the key that it contains, not with the student's own: "
                    + "anyone could have written it");
        }
        return EscapedText.of(answer.text());
    }

    private static String answer(GradeClient client, KeyFile keys, GradeRequest request) throws Failure {
        FernetKey key = keys.key(request.student());
        if (key == null) {
            throw new Failure(noKey(request.student()));
        }
        GradeOutcome outcome;
        try {
            outcome = client.ask(request, key);
        } catch (IOException e) {
            throw Unreachable.server(client.server(), e);
        }
        if (outcome instanceof GradeAnswer answer) {
            return shown(answer, System.err);
        }
        throw new Failure(explanation((NoAnswer) outcome));
    }
}
