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
 * Creates the session of each client. Pass it to a {@link io.labnet.core.transport.Transport}, which runs the server.
 *
 * @param books supplies the book for each request; called by several threads concurrently
 * @param form the form of the replies
 * @param keepOpen whether to answer further requests on a connection; otherwise the server closes it after a reply, as
 *     documented
 * @param explain whether to send a client a line that explains its mistake before closing, for teaching; the protocol
 *     has no such line
 * @param listener receives the events
 */
public record GradeService(
        Supplier<GradeBook> books, GradeReplyForm form, boolean keepOpen, boolean explain, GradeListener listener)
        implements Function<Peer, ByteSession> {
    /**
     * Creates a service.
     *
     * @param books supplies the book for each request
     * @param form the form of the replies
     * @param keepOpen whether to answer further requests on a connection
     * @param explain whether to send a client a line that explains its mistake
     * @param listener receives the events
     */
    public GradeService {
        Objects.requireNonNull(books, "books");
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(listener, "listener");
    }

    /**
     * Creates a service that, as the protocol requires, does not explain mistakes to clients.
     *
     * @param books supplies the book for each request
     * @param form the form of the replies
     * @param keepOpen whether to answer further requests on a connection
     * @param listener receives the events
     */
    public GradeService(Supplier<GradeBook> books, GradeReplyForm form, boolean keepOpen, GradeListener listener) {
        this(books, form, keepOpen, false, listener);
    }

    @Override
    public ByteSession apply(Peer peer) {
        GradeServerSession session = new GradeServerSession(this, peer);
        Conversation<?, ?> conversation = new Conversation<>(GradeProtocol.server(), session);
        session.explainIncompleteBy(conversation::incomplete);
        return conversation;
    }
}
