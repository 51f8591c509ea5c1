// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tls;

import io.labnet.core.transport.ClientLink;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A client's conversation that also fails if TLS fails: the connection below then ends in order, after an alert. */
public final class TlsLink implements ClientLink {
    private final ClientLink link;
    private final TlsSession session;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * Wraps a conversation.
     *
     * @param link the conversation of the encrypted bytes
     * @param session its session
     */
    public TlsLink(ClientLink link, TlsSession session) {
        this.link = link;
        this.session = session;
        CompletionStage<Void> unused = link.ended().whenComplete((nothing, cause) -> {
            IOException failure = session.failure();
            if (failure != null) {
                ended.completeExceptionally(failure);
            } else if (cause != null) {
                ended.completeExceptionally(cause);
            } else {
                ended.complete(null);
            }
        });
    }

    @Override
    public void awaitEnd() throws IOException {
        try {
            link.awaitEnd();
        } catch (SocketException e) {
            // A peer that refuses a certificate may reset the connection after its alert.
            throwFailure();
            throw e;
        }
        throwFailure();
    }

    private void throwFailure() throws IOException {
        IOException failure = session.failure();
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    @Override
    public boolean isDriver() {
        return link.isDriver();
    }

    @Override
    public void abort() {
        link.abort();
    }
}
