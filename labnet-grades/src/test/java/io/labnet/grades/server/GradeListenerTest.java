// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.grades.Documented;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeReply;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.Student;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradeListenerTest {
    private static final Peer PEER = new Peer("127.0.0.1", 48528);
    private static final GradeRequest REQUEST = new GradeRequest(Documented.ID, GradeCommand.GL3A);
    private static final Student STUDENT = new Student(
            Documented.ID, "Lind, \"Ada\"\u001b[31m\u009b0m\nJr\u202e", Documented.KEY, Documented.STUDENT.marks());

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, false, StandardCharsets.UTF_8);

    @Test
    void printing_token_printsTheDocumentedLines() {
        converse(GradeListener.printing(GradeReplyForm.TOKEN, false, out));

        assertThat(lines())
                .containsExactly(
                        "Data read from CSV file:",
                        "\"Lind, \"\"Ada\"\"\\x1b[31m\\x9b0m\\x0aJr\\u202e\",1803933,********,3,9,9,0,7,4,5,8,10",
                        "Listening for connections on port 50007.",
                        "Connection received from 127.0.0.1 on port 48528.",
                        "Received GL3A command from client.",
                        "User found.",
                        Documented.MIDTERM_TOKEN,
                        "User not found.");
    }

    @Test
    void printing_tokenAndKey_printsTheLinesOfTheSecondSystem() {
        converse(GradeListener.printing(GradeReplyForm.TOKEN_AND_KEY, false, out));

        assertThat(lines())
                .containsSubsequence(
                        "Data read from CSV file:",
                        "Listening for connections on port 50007.",
                        "Connection received from 127.0.0.1 on port 48528.",
                        "Received GL3A command from client.",
                        "Student Found",
                        "Message Sent",
                        "Student Not Found",
                        "Ending Connection with Client")
                .hasSize(9);
    }

    @Test
    void printing_showKeys_printsTheKeys() {
        GradeListener.printing(GradeReplyForm.TOKEN, true, out).loaded(new GradeBook(List.of(STUDENT)));

        assertThat(lines()).last().asString().contains(",1803933," + Documented.KEY.text() + ",3,9,");
    }

    @Test
    void printing_alternatingClients_printsTheirAddresses() {
        Peer other = new Peer("127.0.0.1", 48530);
        GradeListener listener = GradeListener.printing(GradeReplyForm.TOKEN, false, out);
        listener.connected(PEER);
        listener.connected(other);
        listener.requested(PEER, REQUEST);
        listener.studentFound(PEER, STUDENT);
        listener.requested(other, REQUEST);
        listener.studentNotFound(other, Documented.ID);

        assertThat(lines())
                .containsExactly(
                        "Connection received from 127.0.0.1 on port 48528.",
                        "Connection received from 127.0.0.1 on port 48530.",
                        "[127.0.0.1:48528]",
                        "Received GL3A command from client.",
                        "User found.",
                        "[127.0.0.1:48530]",
                        "Received GL3A command from client.",
                        "User not found.");
    }

    private static void converse(GradeListener listener) {
        listener.loaded(new GradeBook(List.of(STUDENT)));
        listener.listening(Endpoint.loopback(50007));
        listener.connected(PEER);
        listener.requested(PEER, REQUEST);
        listener.studentFound(PEER, STUDENT);
        listener.replied(PEER, new GradeReply.Token(Documented.MIDTERM_TOKEN));
        listener.studentNotFound(PEER, Documented.ID);
        listener.disconnected(PEER);
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
