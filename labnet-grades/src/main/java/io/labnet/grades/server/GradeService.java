// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.server;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Peer;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeProtocol;
import io.labnet.grades.GradeReplyForm;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a grade server does for each client: what a transport is given to serve.
 *
 * @param books gives the book that answers a request, asked anew for each; called by several threads at once
 * @param form how the server replies
 * @param keepOpen whether further requests on a connection are answered; if not, it is closed after a reply, as is
 *     documented
 * @param listener is told what happens
 */
public record GradeService(Supplier<GradeBook> books, GradeReplyForm form, boolean keepOpen, GradeListener listener)
        implements Function<Peer, ByteSession> {
    /**
     * Makes a service.
     *
     * @param books gives the book that answers a request
     * @param form how the server replies
     * @param keepOpen whether further requests on a connection are answered
     * @param listener is told what happens
     */
    public GradeService {
        Objects.requireNonNull(books, "books");
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(listener, "listener");
    }

    @Override
    public ByteSession apply(Peer peer) {
        return new Conversation<>(GradeProtocol.server(), new GradeServerSession(this, peer));
    }
}
