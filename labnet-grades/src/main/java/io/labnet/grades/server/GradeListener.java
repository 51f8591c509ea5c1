// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.server;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServiceListener;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeReply;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.Student;
import io.labnet.grades.StudentId;
import java.io.PrintStream;

/** Is told what happens to a grade service, to show it. */
public interface GradeListener extends ServiceListener {
    /** Does nothing at all. */
    GradeListener SILENT = new GradeListener() {};

    /**
     * {@return a listener that prints the documented lines} Each is flushed at once; where the line before was about
     * another client, the client's address stands in front of it on a line of its own. What one address can make it
     * print is bounded.
     *
     * @param form how the server replies, which has its own lines for what becomes of a request
     * @param showKeys whether the listing of the file shows the keys; if not, asterisks stand in their place
     * @param out where the lines go
     */
    static GradeListener printing(GradeReplyForm form, boolean showKeys, PrintStream out) {
        return new PrintingGradeListener(form, showKeys, out);
    }

    /**
     * The grade file has been read. Called by the program that serves, before the server listens.
     *
     * @param book what the file holds
     */
    default void loaded(GradeBook book) {}

    /**
     * A client has sent a request.
     *
     * @param peer the client
     * @param request the request
     */
    default void requested(Peer peer, GradeRequest request) {}

    /**
     * The book has the student who asks.
     *
     * @param peer the client
     * @param student the student
     */
    default void studentFound(Peer peer, Student student) {}

    /**
     * The book has no such student, and the conversation ends without a reply.
     *
     * @param peer the client
     * @param id the number that was given
     */
    default void studentNotFound(Peer peer, StudentId id) {}

    /**
     * A reply is on its way.
     *
     * @param peer the client
     * @param reply the encrypted text
     */
    default void replied(Peer peer, GradeReply.Token reply) {}
}
