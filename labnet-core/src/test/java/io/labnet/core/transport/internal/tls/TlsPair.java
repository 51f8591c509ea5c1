// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tls;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A client and a server with TLS, whose bytes a test moves by hand. */
final class TlsPair {
    final Side client;
    final Side server;
    private final IntUnaryOperator sizes;

    /** One side; records what it receives. */
    static final class Side implements Session<byte[], byte[]> {
        final ByteArrayOutputStream received = new ByteArrayOutputStream();
        final TlsSession tls;
        boolean opened;
        boolean inputEnded;
        boolean closed;
        int pauses;

        /** Whether the message that this side receives ends with the input. */
        boolean untilEnd;

        private byte @Nullable [] toSend;

        Side(SSLEngine engine, byte[] toSend) {
            this.toSend = toSend;
            this.tls = new TlsSession(
                    new Conversation<>(
                            new Protocol<>(
                                    "pieces", Pieces::new, (piece, out) -> out.put(piece, 0, piece.length), 1 << 20),
                            this),
                    engine);
        }

        /** Decodes all bytes as one message. */
        private final class Pieces implements Decoder<byte[]> {
            @Override
            public byte @Nullable [] decode(ByteBuffer in, Boundary boundary) {
                if (untilEnd && boundary != Boundary.END) {
                    return null;
                }
                byte[] piece = new byte[in.remaining()];
                in.get(piece);
                return piece.length == 0 ? null : piece;
            }

            @Override
            public byte @Nullable [] atBoundary(Boundary boundary) {
                pauses += boundary == Boundary.PAUSE ? 1 : 0;
                return null;
            }
        }

        @Override
        public void opened(Outbox<byte[]> out) {
            opened = true;
            if (toSend != null && toSend.length > 0) {
                out.send(toSend);
            }
        }

        @Override
        public void received(byte[] message, Outbox<byte[]> out) {
            received.writeBytes(message);
        }

        @Override
        public void inputEnded(Outbox<byte[]> out) {
            inputEnded = true;
            out.finish();
        }

        @Override
        public void closed() {
            closed = true;
        }
    }

    /** Creates a pair with keys of its own, and opens both sides. */
    TlsPair(String version, byte[] fromClient, byte[] fromServer, IntUnaryOperator sizes) {
        this(context(), version, fromClient, fromServer, sizes);
    }

    /**
     * Creates a pair and opens both sides.
     *
     * @param sizes returns how many of the available bytes to move next
     */
    TlsPair(SSLContext context, String version, byte[] fromClient, byte[] fromServer, IntUnaryOperator sizes) {
        this.sizes = sizes;
        this.client = new Side(engine(context, true, version), fromClient);
        this.server = new Side(engine(context, false, version), fromServer);
        // More than a message: otherwise two sides that both send would wait for each other, as no network is between.
        client.tls.open(1 << 20);
        server.tls.open(1 << 20);
    }

    /** Connects the sides of two pairs. */
    TlsPair(Side client, Side server) {
        this.client = client;
        this.server = server;
        this.sizes = most -> most;
    }

    /** Returns keys and trust for both sides. */
    static SSLContext context() {
        try {
            KeyMaterial keys = new TestAuthority("localhost").issue("localhost", 1);
            SSLContext context = SSLContext.getInstance("TLS");
            FingerprintTrust trust =
                    new FingerprintTrust(FingerprintTrust.of(keys.chain().get(0)));
            context.init(keys.managers(), new TrustManager[] {trust}, null);
            return context;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static SSLEngine engine(SSLContext context, boolean client, String version) {
        SSLEngine engine = context.createSSLEngine("localhost", -1);
        engine.setUseClientMode(client);
        engine.setEnabledProtocols(new String[] {version});
        return engine;
    }

    /** Moves bytes and runs work until nothing changes any more. */
    void run() {
        boolean any = true;
        while (any) {
            any = work(client.tls);
            any |= work(server.tls);
            any |= move(client.tls, server.tls);
            any |= move(server.tls, client.tls);
        }
    }

    static boolean work(ByteSession session) {
        Runnable task = session.takeWork();
        if (task == null) {
            return false;
        }
        task.run();
        session.workDone();
        return true;
    }

    private boolean move(TlsSession from, TlsSession to) {
        ByteBuffer out = from.unsent();
        if (!out.hasRemaining() || (!to.wantsInput() && to.closing() == Closing.NO)) {
            return false;
        }
        int count = Math.max(1, Math.min(out.remaining(), sizes.applyAsInt(out.remaining())));
        byte[] moved = new byte[count];
        out.get(moved);
        to.receive(ByteBuffer.wrap(moved).asReadOnlyBuffer(), Boundary.MORE);
        from.sent(count);
        return true;
    }
}
