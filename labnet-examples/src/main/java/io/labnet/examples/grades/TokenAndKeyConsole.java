// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.grades;

import io.labnet.core.session.Peer;
import java.io.PrintStream;

/** Prints the lines of a server that replies with token and key: it has its own words for what becomes of a request. */
final class TokenAndKeyConsole extends PrintingGradeConsole {
    TokenAndKeyConsole(boolean showKeys, PrintStream out) {
        super(showKeys, out);
    }

    @Override
    public void studentFound(Student student) {
        print("Student Found");
    }

    @Override
    public void studentNotFound(StudentId id) {
        print("Student Not Found");
    }

    @Override
    public void replySent(TokenReply reply) {
        print("Message Sent");
    }

    @Override
    public void connectionEnded(Peer peer) {
        print("Ending Connection with Client");
    }
}
