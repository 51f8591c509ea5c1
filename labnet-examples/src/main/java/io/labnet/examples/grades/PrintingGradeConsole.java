// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.grades;

import com.opencsv.RFC4180Parser;
import io.labnet.core.session.Peer;
import io.labnet.examples.cli.Escaped;
import java.io.PrintStream;
import java.util.Objects;
import java.util.stream.Stream;

/** Prints the lines of a server that replies with a token. */
class PrintingGradeConsole implements GradeConsole {
    private static final String MASK = "*".repeat(8);

    private final boolean showKeys;
    private final PrintStream out;

    PrintingGradeConsole(boolean showKeys, PrintStream out) {
        this.showKeys = showKeys;
        this.out = Objects.requireNonNull(out, "out");
    }

    @Override
    public void dataRead(GradeBook book) {
        RFC4180Parser csv = new RFC4180Parser();
        StringBuilder lines = new StringBuilder("Data read from CSV file:");
        for (Student student : book.students()) {
            Stream<String> person = Stream.of(
                    student.name(),
                    student.id().digits(),
                    showKeys ? student.key().text() : MASK);
            Stream<String> marks = student.marks().values().stream().map(Mark::text);
            String row = csv.parseToLine(Stream.concat(person, marks).toArray(String[]::new), false);
            // One row, one line, and nothing in a name that a terminal would obey.
            lines.append(System.lineSeparator()).append(Escaped.of(row));
        }
        print(lines.toString());
    }

    @Override
    public void listening(int port) {
        print("Listening for connections on port " + port + ".");
    }

    @Override
    public void connectionReceived(Peer peer) {
        print("Connection received from " + peer.host() + " on port " + peer.port() + ".");
    }

    @Override
    public void requestReceived(GradeRequest request) {
        print("Received " + request.command() + " command from client.");
    }

    @Override
    public void studentFound(Student student) {
        print("User found.");
    }

    @Override
    public void studentNotFound(StudentId id) {
        print("User not found.");
    }

    @Override
    public void replySent(TokenReply reply) {
        print(reply.token());
    }

    final void print(String line) {
        out.println(line);
        out.flush();
    }
}
