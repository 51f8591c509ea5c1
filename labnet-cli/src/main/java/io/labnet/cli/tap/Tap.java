// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.tap;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.trace.PcapngRecorder;
import io.labnet.core.transport.trace.Side;
import io.labnet.core.transport.trace.Transcript;
import io.labnet.core.transport.trace.TranscriptListener;
import io.labnet.core.transport.trace.TranscriptText;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Accepts connections, relays each to the server, and prints its transcript and its verdict. */
final class Tap implements Closeable {
    private static final System.Logger LOGGER = System.getLogger(Tap.class.getName());

    /** The most connections at the same time, each with two threads. Further ones wait. */
    private static final int MAX_CONNECTIONS = 1000;

    private static final long RETRY_MILLIS = 100;

    private static final Duration READ_TIMEOUT = Duration.ofHours(1);

    private final TappedProtocol protocol;
    private final Transport transport;
    private final Endpoint to;
    private final ServerSocket listener;
    private final PrintStream out;
    private final @Nullable PcapngRecorder recorder;
    private final boolean secrets;
    private final ConnectOptions options = ConnectOptions.defaults().withReadTimeout(READ_TIMEOUT);
    private final Semaphore free = new Semaphore(MAX_CONNECTIONS);
    private final Set<TappedConnection> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    Tap(
            TappedProtocol protocol,
            Transport transport,
            Endpoint to,
            ServerSocket listener,
            PrintStream out,
            @Nullable PcapngRecorder recorder,
            boolean secrets) {
        this.protocol = protocol;
        this.transport = transport;
        this.to = to;
        this.listener = listener;
        this.out = out;
        this.recorder = recorder;
        this.secrets = secrets;
    }

    /**
     * Relays connections until this tap is closed.
     *
     * @param most the number of connections after whose end this method returns; {@code Integer.MAX_VALUE} for no limit
     */
    void run(int most) throws IOException, InterruptedException {
        Semaphore over = new Semaphore(0);
        int accepted = 0;
        try {
            while (accepted < most) {
                free.acquire();
                Socket client = accept();
                accepted++;
                long number = accepted;
                Thread thread = new Thread(
                        () -> {
                            try {
                                relay(client, number);
                            } finally {
                                free.release();
                                over.release();
                            }
                        },
                        "labnet-tap-" + number);
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            if (!isClosed()) {
                throw e;
            }
        }
        over.acquire(accepted);
    }

    /** Accepts a connection. If the process has too many files open, for example, waits and tries again. */
    private Socket accept() throws IOException, InterruptedException {
        while (true) {
            try {
                return listener.accept();
            } catch (IOException e) {
                if (isClosed()) {
                    throw e;
                }
                LOGGER.log(Level.WARNING, "no connection could be accepted: {0}", e.getMessage());
                if (closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw e;
                }
            }
        }
    }

    private void relay(Socket client, long number) {
        String prefix = "[" + number + "] ";
        Verdict verdict = new Verdict();
        InetSocketAddress from = (InetSocketAddress) client.getRemoteSocketAddress();
        TranscriptListener printing = new TranscriptText(prefix, secrets, Long.MAX_VALUE, this::print);
        Transcript transcript = new Transcript(
                protocol.dialogue(),
                Clock.systemUTC(),
                recording(printing, from).andThen(verdict));
        transcript.opened(new Peer(from.getAddress().getHostAddress(), from.getPort()).toString(), to.toString());
        try {
            client.setTcpNoDelay(true);
            Connection server = transport.connect(to, options);
            TappedConnection connection = new TappedConnection(
                    client, server, transcript, (int) options.quiet().toMillis());
            open.add(connection);
            try {
                if (isClosed()) {
                    connection.abort();
                }
                connection.run();
            } finally {
                open.remove(connection);
            }
            print(prefix + "verdict: " + verdict.of(transcript));
        } catch (IOException e) {
            transcript.closed(Side.SERVER, "the tap cannot connect to " + to + ": " + e.getMessage());
            refuse(client);
            print(prefix + "verdict: " + verdict.of(transcript));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TranscriptListener recording(TranscriptListener printing, InetSocketAddress from) {
        return recorder == null
                ? printing
                : printing.andThen(recorder.connection(from.getAddress().getHostAddress(), from.getPort()));
    }

    /** Resets a connection that has no server. */
    private static void refuse(Socket client) {
        try (client) {
            client.setSoLinger(true, 0);
        } catch (IOException e) {
            // The client has gone before.
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void print(String text) {
        // In one call, so that lines of several connections are not mixed.
        out.print(text + System.lineSeparator());
    }

    /** Stops listening and resets all connections; {@link #run} then returns. */
    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        open.forEach(TappedConnection::abort);
    }
}
