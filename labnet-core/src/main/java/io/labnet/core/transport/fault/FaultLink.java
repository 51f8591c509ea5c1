// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.fault;

import io.labnet.core.transport.ClientLink;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A client's conversation with faults. Reports a reset on purpose as a broken connection. */
record FaultLink(ClientLink link, FaultSession session) implements ClientLink {
    @Override
    public void awaitEnd() throws IOException {
        link.awaitEnd();
        SocketException failure = session.failure();
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public CompletionStage<Void> ended() {
        return link.ended().thenCompose(ignored -> {
            SocketException failure = session.failure();
            return failure == null ? link.ended() : CompletableFuture.failedStage(failure);
        });
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
