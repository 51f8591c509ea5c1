// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.ClientLink;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.Transport;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A transport that makes transcripts of its connections. It wraps another transport, for one side of a connection or
 * for both. Over a transport with TLS, the transcript shows the decrypted bytes.
 *
 * <p>A transcript is made by the thread of the connection. It holds a copy of the incomplete message of each side: at
 * most as many bytes as the largest message that the other side accepts.
 */
public final class TraceTransport implements Transport {
    private static final System.Logger LOGGER = System.getLogger(TraceTransport.class.getName());

    private final Transport transport;
    private final Supplier<? extends Dialogue<?, ?>> dialogues;
    private final TraceOutput output;
    private final AtomicLong clients = new AtomicLong();

    /**
     * Wraps a transport.
     *
     * @param transport the transport that carries the bytes
     * @param dialogues creates the dialogue of a new connection; never {@code null}
     * @param output receives the transcripts
     */
    public TraceTransport(Transport transport, Supplier<? extends Dialogue<?, ?>> dialogues, TraceOutput output) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.dialogues = Objects.requireNonNull(dialogues, "dialogues");
        this.output = Objects.requireNonNull(output, "output");
    }

    @Override
    public Connection connect(Endpoint to, ConnectOptions options) throws IOException {
        Connection connection = transport.connect(to, options);
        Transcript transcript = ofClient(to);
        return transcript == null ? connection : new TraceConnection(connection, transcript);
    }

    @Override
    public ClientLink connect(Endpoint to, ByteSession session, ConnectOptions options) throws IOException {
        Transcript transcript = ofClient(to);
        if (transcript == null) {
            return transport.connect(to, session, options);
        }
        try {
            return transport.connect(to, new TraceSession(session, transcript, Side.CLIENT), options);
        } catch (IOException e) {
            transcript.closed(Side.SERVER, "no connection: " + e.getMessage());
            throw e;
        }
    }

    @Override
    public Server serve(Endpoint at, Function<Peer, ? extends ByteSession> service, ServerOptions options)
            throws IOException {
        Objects.requireNonNull(service, "service");
        return transport.serve(
                at,
                peer -> {
                    ByteSession session = service.apply(peer);
                    Transcript transcript = transcript(peer, peer.toString(), "this server");
                    return transcript == null ? session : new TraceSession(session, transcript, Side.SERVER);
                },
                options);
    }

    private @Nullable Transcript ofClient(Endpoint to) {
        Peer server = new Peer(to.host(), to.port(), clients.incrementAndGet());
        return transcript(server, "this client", to.toString());
    }

    private @Nullable Transcript transcript(Peer peer, String client, String server) {
        try {
            TranscriptListener listener = output.connected(peer);
            if (listener == null) {
                return null;
            }
            Transcript transcript = new Transcript(dialogues.get(), Clock.systemUTC(), listener);
            transcript.opened(client, server);
            return transcript;
        } catch (RuntimeException e) {
            // A fault of a transcript must not end a conversation.
            LOGGER.log(Level.ERROR, "a connection is not traced, because its transcript could not begin", e);
            return null;
        }
    }
}
