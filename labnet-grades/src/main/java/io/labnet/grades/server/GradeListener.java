// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.server;

import io.labnet.core.session.Peer;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.Student;
import io.labnet.grades.StudentId;
import io.labnet.grades.TokenReply;
import java.io.PrintStream;

/**
 * Is told what a grade server does, to show it. Its methods are called in the order of what happens, those of different
 * conversations mixed; they do not block. By default they do nothing.
 */
public interface GradeListener {
    /** Shows nothing. */
    GradeListener QUIET = new GradeListener() {};

    /**
     * Makes one that prints the documented lines. Each is flushed at once; where the line before was
     * about another client, the client's address stands in front of it on a line of its own. What one address can make it
     * print is bounded.
     *
     * @param form how the server replies, which has its own lines for what becomes of a request
     * @param showKeys whether the listing of the file shows the keys; if not, asterisks stand in their place
     * @param out where the lines go
     * @return the console
     */
    static GradeListener printing(GradeReplyForm form, boolean showKeys, PrintStream out) {
        return switch (form) {
            case TOKEN -> new PrintingGradeListener(showKeys, out);
            case TOKEN_AND_KEY -> new TokenAndKeyListener(showKeys, out);
        };
    }

    /**
     * Is told that the grade file was read.
     *
     * @param book what it holds
     */
    default void dataRead(GradeBook book) {}

    /**
     * Is told that the server accepts connections.
     *
     * @param port the port it listens on
     */
    default void listening(int port) {}

    /**
     * Is told that a conversation has begun.
     *
     * @param peer the client
     */
    default void connectionReceived(Peer peer) {}

    /**
     * Is told what a client asks.
     *
     * @param peer the client
     * @param request the request
     */
    default void requestReceived(Peer peer, GradeRequest request) {}

    /**
     * Is told that the book has the student who asks.
     *
     * @param peer the client
     * @param student the student
     */
    default void studentFound(Peer peer, Student student) {}

    /**
     * Is told that the book has no such student, and that the conversation ends.
     *
     * @param peer the client
     * @param id the number that was given
     */
    default void studentNotFound(Peer peer, StudentId id) {}

    /**
     * Is told that a reply is on its way.
     *
     * @param peer the client
     * @param reply the encrypted text
     */
    default void replySent(Peer peer, TokenReply reply) {}

    /**
     * Is told that a conversation is over.
     *
     * @param peer the client
     */
    default void connectionEnded(Peer peer) {}

    /** Is told that the server has stopped. */
    default void stopped() {}
}
