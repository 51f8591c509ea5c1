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
 * Creates the session of each client; a transport serves it.
 *
 * @param books supplies the book for each request; called by several threads concurrently
 * @param form the form of the replies
 * @param keepOpen whether to answer further requests on a connection; otherwise the server closes it after a reply, as
 *     documented
 * @param listener receives the events
 */
public record GradeService(Supplier<GradeBook> books, GradeReplyForm form, boolean keepOpen, GradeListener listener)
        implements Function<Peer, ByteSession> {
    /**
     * Creates a service.
     *
     * @param books supplies the book for each request
     * @param form the form of the replies
     * @param keepOpen whether to answer further requests on a connection
     * @param listener receives the events
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
