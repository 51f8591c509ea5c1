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

/** Receives the events of a grade service, for display. */
public interface GradeListener extends ServiceListener {
    /** Ignores all events. */
    GradeListener SILENT = new GradeListener() {
        @Override
        public void refused(Peer peer, String why) {}
    };

    /** Logs refused requests, and ignores all other events. */
    GradeListener LOGGING = new GradeListener() {};

    /**
     * {@return a listener that prints the documented lines} Each line is flushed immediately. If a line is about
     * another client than the previous line, the client's address is printed before it. The output that one address can
     * cause is bounded.
     *
     * @param form the form of the replies; the lines about a request depend on it
     * @param showKeys whether the listing of the file shows the keys instead of asterisks
     * @param out the stream for the lines
     */
    static GradeListener printing(GradeReplyForm form, boolean showKeys, PrintStream out) {
        return new PrintingGradeListener(form, showKeys, out);
    }

    /**
     * The grade file has been read. The serving program calls this before the server listens.
     *
     * @param book the content of the file
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
     * The book contains the student of a request.
     *
     * @param peer the client
     * @param student the student
     */
    default void studentFound(Peer peer, Student student) {}

    /**
     * The book does not contain the student of a request, so the conversation ends without a reply.
     *
     * @param peer the client
     * @param id the student number
     */
    default void studentNotFound(Peer peer, StudentId id) {}

    /**
     * A request was decoded, but is refused. By default, this is logged as a warning, at most ten times per second
     * about one address.
     *
     * @param peer the client
     * @param why the reason, with the number of the rule
     */
    default void refused(Peer peer, String why) {
        RefusalLog.warn(peer, why);
    }

    /**
     * A reply has been queued for sending.
     *
     * @param peer the client
     * @param reply the token
     */
    default void replied(Peer peer, GradeReply.Token reply) {}
}
