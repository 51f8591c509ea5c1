// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tls;

import io.labnet.core.session.ByteSession;
import io.labnet.core.transport.ClientLink;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLEngine;

/** A client's conversation that also fails if TLS fails: the connection below then ends in order, after an alert. */
public final class TlsLink implements ClientLink {
    private final ClientLink link;
    private final TlsSession session;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private TlsLink(ClientLink link, TlsSession session) {
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

    /**
     * Connects, and waits for the handshake unless this thread drives it.
     *
     * @param inner the transport of the encrypted bytes
     * @param engine a new engine in client mode
     * @throws javax.net.ssl.SSLException if the handshake fails, with the reason in its message
     * @throws SocketTimeoutException if it takes longer than the connect timeout
     */
    public static ClientLink connect(
            Transport inner, Endpoint to, ByteSession session, SSLEngine engine, ConnectOptions options)
            throws IOException {
        CompletableFuture<Void> established = new CompletableFuture<>();
        TlsSession secured = new TlsSession(session, engine, () -> established.complete(null));
        TlsLink link = new TlsLink(inner.connect(to, secured, options), secured);
        CompletionStage<Void> unused = link.ended.whenComplete((nothing, cause) -> established.completeExceptionally(
                cause == null ? new SocketException(TlsFailures.insideHandshake(true)) : cause));
        if (!link.isDriver()) {
            link.await(established, options.connectTimeout());
        }
        return link;
    }

    private void await(CompletableFuture<Void> established, Duration timeout) throws IOException {
        try {
            established.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        } catch (TimeoutException e) {
            abort();
            throw new SocketTimeoutException("the TLS handshake took longer than " + timeout.toMillis() + " ms");
        } catch (InterruptedException e) {
            abort();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the TLS handshake");
        }
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
