// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import io.labnet.core.transport.Server;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeAnswer;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeOutcome;
import io.labnet.grades.GradeOutcome.NoAnswer;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.Student;
import io.labnet.grades.StudentId;
import io.labnet.grades.client.GradeClient;
import io.labnet.grades.file.GradeBookReader;
import io.labnet.grades.server.GradeListener;
import io.labnet.grades.server.GradeService;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Requests about the sample class list, in every form of the protocol. */
final class GradesDemo implements DemoSection {
    private static final int CLIENTS = 200;

    /**
     * The length of the token for 35 bytes of text: the text padded to 48 bytes and the 57 bytes of the token's other
     * fields, all in Base64.
     */
    private static final int TOKEN_LENGTH = 140;

    private static final StudentId STUDENT = new StudentId("1823757");

    /** The expected answers, which another program computed from the sample file with exact fractions. */
    private static final Map<GradeCommand, String> EXPECTED = new EnumMap<>(Map.of(
            GradeCommand.GMA, "Midterm Average: 11.288461538461538",
            GradeCommand.GL1A, "Lab 1 Average: 6.384615384615385",
            GradeCommand.GL2A, "Lab 2 Average: 5.769230769230769",
            GradeCommand.GL3A, "Lab 3 Average: 5.8076923076923075",
            GradeCommand.GL4A, "Lab 4 Average: 6.269230769230769",
            GradeCommand.GEA,
                    "Exam 1 Average: 7.0, Exam 2 Average: 6.576923076923077, "
                            + "Exam 3 Average: 5.346153846153846, Exam 4 Average: 5.461538461538462",
            GradeCommand.GG,
                    "Lab 1: 8.5, Lab 2: 4, Lab 3: 3, Lab 4: 10, Midterm: 18, "
                            + "Exam 1: 10, Exam 2: 6, Exam 3: 3, Exam 4: 2"));

    private final DemoEnvironment environment;
    private final int clients;

    GradesDemo(DemoEnvironment environment) {
        this.environment = environment;
        clients = environment.scaled(CLIENTS);
    }

    @Override
    public void run(Transcript transcript) throws Exception {
        GradeBook book = sample();
        FernetKey key = keyOf(book, STUDENT);
        GradeService service = new GradeService(() -> book, GradeReplyForm.TOKEN, false, GradeListener.SILENT);
        try (Server server = environment.serve(service, OPTIONS)) {
            transcript.print("A server on " + server.endpoint() + ", "
                    + book.students().size() + " students. A client asks for each command:");
            GradeClient client = new GradeClient(environment.transport(), server.endpoint());
            for (GradeCommand command : GradeCommand.values()) {
                String text = text(client.ask(new GradeRequest(STUDENT, command), key));
                transcript.expect(STUDENT + command.name(), EXPECTED.get(command), text);
            }
            showRefusals(transcript, book, server, client);
            showCrowd(transcript, book, client);
        }
        showKeptOpen(transcript, book, key);
        showTokenAndKey(transcript, book);
    }

    private void showRefusals(Transcript transcript, GradeBook book, Server server, GradeClient client)
            throws IOException {
        transcript.print("The server refuses these requests by closing the connection:");
        transcript.expect("an unknown student number", "", exchange(server, "9999999GMA"));
        transcript.expect("an unknown command", "", exchange(server, STUDENT + "GXA"));
        transcript.expect("a megabyte of zeros", "", exchange(server, "\0".repeat(environment.scaled(1 << 20))));
        FernetKey wrong = keyOf(book, new StudentId("1836448"));
        GradeOutcome outcome = client.ask(new GradeRequest(STUDENT, GradeCommand.GG), wrong);
        transcript.expect(
                "a reply read with another student's key",
                NoAnswer.Reason.REJECTED,
                outcome instanceof NoAnswer none ? none.reason() : outcome);
    }

    private void showCrowd(Transcript transcript, GradeBook book, GradeClient client) throws Exception {
        transcript.print(clients + " clients at the same time, each asking for its own marks:");
        List<Student> students = List.copyOf(book.students());
        int right = Crowd.run(clients, i -> () -> isOwn(client, students.get(i % students.size())));
        transcript.expect("clients with correct replies", clients, right);
    }

    private void showKeptOpen(Transcript transcript, GradeBook book, FernetKey key) throws IOException {
        GradeService service = new GradeService(() -> book, GradeReplyForm.TOKEN, true, GradeListener.SILENT);
        try (Server server = environment.serve(service, OPTIONS)) {
            transcript.print("With --keep-open, ten requests on one connection, sent a byte at a time:");
            String tokens = exchange(server, (STUDENT + " GMA\r\n").repeat(10));
            transcript.expect("characters of ten tokens", 10 * TOKEN_LENGTH, tokens.length());
            transcript.expect(
                    "the last of them",
                    EXPECTED.get(GradeCommand.GMA),
                    Fernet.of(key).decryptText(tokens.substring(9 * TOKEN_LENGTH)));
        }
    }

    private void showTokenAndKey(Transcript transcript, GradeBook book) throws IOException {
        GradeService service = new GradeService(() -> book, GradeReplyForm.TOKEN_AND_KEY, false, GradeListener.SILENT);
        try (Server server = environment.serve(service, OPTIONS)) {
            transcript.print("With --reply=token-and-key, a client without a key uses the key in the reply:");
            GradeClient client = new GradeClient(environment.transport(), server.endpoint());
            GradeRequest request = new GradeRequest(STUDENT, GradeCommand.GEA);
            transcript.expect("GEA", "Average: 6.096153846153846", text(client.ask(request, FernetKey.generate())));
        }
    }

    private static boolean isOwn(GradeClient client, Student student) throws IOException {
        String text = text(client.ask(new GradeRequest(student.id(), GradeCommand.GG), student.key()));
        return text.startsWith("Lab 1: ") && text.contains(", Midterm: ");
    }

    /** Sends text without labnet's codecs, and returns the whole reply. */
    private String exchange(Server server, String text) throws IOException {
        byte[] sent = text.getBytes(StandardCharsets.US_ASCII);
        return new String(RawExchange.of(environment.transport(), server.endpoint(), sent), StandardCharsets.US_ASCII);
    }

    private static String text(GradeOutcome outcome) {
        return outcome instanceof GradeAnswer answer ? answer.text() : outcome.toString();
    }

    private static FernetKey keyOf(GradeBook book, StudentId student) {
        return Objects.requireNonNull(book.student(student), "the sample has the student")
                .key();
    }

    static GradeBook sample() throws Exception {
        try (Reader csv = new InputStreamReader(
                Objects.requireNonNull(GradesDemo.class.getResourceAsStream("grades.csv"), "grades.csv"),
                StandardCharsets.UTF_8)) {
            return GradeBookReader.read(csv, "grades.csv");
        }
    }
}
