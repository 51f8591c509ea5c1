// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.server;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Explanation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Session;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeReply;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.GradeRule;
import io.labnet.grades.Student;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of a conversation. It replies to a request for a known student. Any other request, and bytes that
 * are not a request, end the conversation without a reply.
 */
public final class GradeServerSession implements Session<GradeRequest, GradeReply> {
    private final GradeService service;
    private final Peer peer;
    private boolean replied;

    /** Supplies a description of what an incomplete request lacks, or {@code null} if no request is incomplete. */
    private Supplier<@Nullable String> incomplete = () -> null;

    /**
     * Creates the session of one client.
     *
     * @param service the service
     * @param peer the client
     */
    public GradeServerSession(GradeService service, Peer peer) {
        this.service = Objects.requireNonNull(service, "service");
        this.peer = Objects.requireNonNull(peer, "peer");
    }

    /** Sets the supplier that is asked, after a timeout, what an incomplete request lacks. */
    void explainIncompleteBy(Supplier<@Nullable String> conversation) {
        incomplete = conversation;
    }

    @Override
    public void opened(Outbox<GradeReply> out) {
        service.listener().connected(peer);
    }

    @Override
    public void received(GradeRequest request, Outbox<GradeReply> out) {
        GradeListener listener = service.listener();
        listener.requested(peer, request);
        GradeBook book = service.books().get();
        Student student = book.student(request.student());
        if (student == null) {
            listener.studentNotFound(peer, request.student());
            String why = GradeRule.KNOWN_STUDENT.cited("no student has the id " + request.student());
            listener.refused(peer, why);
            finish(why, out);
            return;
        }
        listener.studentFound(peer, student);
        String text = service.form().text(book, student, request.command());
        GradeReply.Token token = new GradeReply.Token(book.fernet(student.id()).encryptText(text));
        reply(token, student, out);
        listener.replied(peer, token);
        if (!service.keepOpen()) {
            out.finish();
        }
    }

    @Override
    public void rejected(ProtocolException problem, Outbox<GradeReply> out) {
        finish(problem.getMessage(), out);
    }

    @Override
    public void timedOut(Outbox<GradeReply> out) {
        String missing = incomplete.get();
        if (missing != null) {
            finish(missing, out);
        } else if (!replied) {
            finish(GradeRule.IN_TIME.cited("no request came in time"), out);
        }
    }

    @Override
    public void closed() {
        service.listener().disconnected(peer);
    }

    /** Finishes a conversation because of a mistake of the client. */
    private void finish(String why, Outbox<GradeReply> out) {
        if (service.explain()) {
            Explanation.finish(why, out, this);
        } else {
            out.finish();
        }
    }

    private void reply(GradeReply.Token token, Student student, Outbox<GradeReply> out) {
        boolean withKey = service.form() == GradeReplyForm.TOKEN_AND_KEY;
        if (withKey && replied) {
            // The key of the previous reply may still be queued, and must be sent separately from this token.
            out.flush();
        }
        out.send(token);
        if (withKey) {
            out.flush();
            out.send(new GradeReply.Key(student.key()));
        }
        replied = true;
    }
}
