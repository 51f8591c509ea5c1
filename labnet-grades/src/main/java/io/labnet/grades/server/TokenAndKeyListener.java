// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.server;

import io.labnet.core.session.Peer;
import io.labnet.grades.GradeReply;
import io.labnet.grades.Student;
import io.labnet.grades.StudentId;
import java.io.PrintStream;

/** Prints the lines of a server that replies with token and key: it has its own words for what becomes of a request. */
final class TokenAndKeyListener extends PrintingGradeListener {
    TokenAndKeyListener(boolean showKeys, PrintStream out) {
        super(showKeys, out);
    }

    @Override
    public void studentFound(Peer peer, Student student) {
        print(peer, "Student Found");
    }

    @Override
    public void studentNotFound(Peer peer, StudentId id) {
        print(peer, "Student Not Found");
    }

    @Override
    public void replied(Peer peer, GradeReply.Token reply) {
        print(peer, "Message Sent");
    }

    @Override
    public void disconnected(Peer peer) {
        print(peer, "Ending Connection with Client");
    }
}
