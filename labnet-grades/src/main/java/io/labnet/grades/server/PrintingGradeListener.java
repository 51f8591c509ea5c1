// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.server;

import com.opencsv.RFC4180Parser;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.PeerLines;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeReply;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.Mark;
import io.labnet.grades.Student;
import io.labnet.grades.StudentId;
import java.io.PrintStream;
import java.util.stream.Stream;

/** Prints the documented lines: see {@link GradeListener#printing}. */
final class PrintingGradeListener implements GradeListener {
    private static final String MASK = "*".repeat(8);

    private final boolean withKey;
    private final boolean showKeys;
    private final PeerLines lines;

    PrintingGradeListener(GradeReplyForm form, boolean showKeys, PrintStream out) {
        this.withKey = form == GradeReplyForm.TOKEN_AND_KEY;
        this.showKeys = showKeys;
        this.lines = new PeerLines(out);
    }

    @Override
    public void loaded(GradeBook book) {
        RFC4180Parser csv = new RFC4180Parser();
        StringBuilder rows = new StringBuilder("Data read from CSV file:");
        for (Student student : book.students()) {
            Stream<String> person = Stream.of(
                    student.name(),
                    student.id().digits(),
                    showKeys ? student.key().text() : MASK);
            Stream<String> marks = student.marks().values().stream().map(Mark::text);
            String row = csv.parseToLine(Stream.concat(person, marks).toArray(String[]::new), false);
            // Escaped, so that a row is one line and a name contains no terminal control sequences.
            rows.append(System.lineSeparator()).append(EscapedText.of(row));
        }
        lines.print(rows.toString());
    }

    @Override
    public void listening(Endpoint at) {
        lines.print("Listening for connections on port " + at.port() + ".");
    }

    @Override
    public void connected(Peer peer) {
        lines.printConnection(peer, "Connection received from " + peer.host() + " on port " + peer.port() + ".");
    }

    @Override
    public void requested(Peer peer, GradeRequest request) {
        lines.print(peer, "Received " + request.command() + " command from client.");
    }

    @Override
    public void studentFound(Peer peer, Student student) {
        lines.print(peer, withKey ? "Student Found" : "User found.");
    }

    @Override
    public void studentNotFound(Peer peer, StudentId id) {
        lines.print(peer, withKey ? "Student Not Found" : "User not found.");
    }

    @Override
    public void replied(Peer peer, GradeReply.Token reply) {
        lines.print(peer, withKey ? "Message Sent" : reply.text());
    }

    @Override
    public void disconnected(Peer peer) {
        if (withKey) {
            lines.print(peer, "Ending Connection with Client");
        }
    }

    @Override
    public void stopped() {
        lines.stopped();
    }
}
