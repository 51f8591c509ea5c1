// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.tap;

import io.labnet.core.codec.Boundary;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.trace.Side;
import io.labnet.core.transport.trace.Transcript;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Relays one connection, one thread for each direction. Ends of output and resets are passed on as they came, so that
 * both programs see what they would see without a tap.
 */
final class TappedConnection {
    private static final Set<String> CLOSED_HERE = Set.of("Socket closed", "Socket is closed");
    private static final int BUFFER_BYTES = 16 * 1024;

    private final Socket client;
    private final Connection server;
    private final Transcript transcript;
    private final int quietMillis;
    private final AtomicReference<@Nullable Break> broken = new AtomicReference<>();

    /** How the connection broke, and by whom; {@code null} if by the tap. */
    private record Break(@Nullable Side by, String how) {}

    TappedConnection(Socket client, Connection server, Transcript transcript, int quietMillis) {
        this.client = client;
        this.server = server;
        this.transcript = transcript;
        this.quietMillis = quietMillis;
    }

    /** Relays until both sides have ended their output, or the connection is broken. */
    void run() throws InterruptedException {
        Thread replies = new Thread(this::relayReplies, "labnet-tap-replies");
        replies.setDaemon(true);
        replies.start();
        relayRequests();
        replies.join();
        Break how = broken.get();
        if (how != null) {
            reset();
        }
        transcript.closed(how == null ? null : how.by(), how == null ? null : how.how());
        server.close();
        close(client);
    }

    private void relayRequests() {
        try {
            InputStream in = client.getInputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            boolean burst = false;
            while (true) {
                client.setSoTimeout(burst ? quietMillis : 0);
                int count;
                try {
                    count = in.read(buffer);
                } catch (SocketTimeoutException pause) {
                    burst = false;
                    transcript.paused(Side.CLIENT);
                    continue;
                }
                if (count < 0) {
                    break;
                }
                burst = true;
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                transcript.data(Side.CLIENT, bytes);
                if (!written(Side.SERVER, () -> server.write(bytes))) {
                    // What the server sent before it left may still come, and ends the other thread.
                    return;
                }
            }
            transcript.ended(Side.CLIENT);
            boolean unused = written(Side.SERVER, server::finish);
        } catch (IOException e) {
            fail(Side.CLIENT, e);
        }
    }

    private void relayReplies() {
        try {
            OutputStream out = client.getOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            while (true) {
                Boundary boundary;
                try {
                    boundary = server.read(buffer.clear());
                } catch (SocketTimeoutException silence) {
                    continue;
                }
                if (boundary == Boundary.PAUSE) {
                    transcript.paused(Side.SERVER);
                } else if (boundary == Boundary.END) {
                    break;
                } else {
                    buffer.flip();
                    transcript.data(Side.SERVER, buffer);
                    if (!written(Side.CLIENT, () -> out.write(buffer.array(), 0, buffer.limit()))) {
                        reset();
                        return;
                    }
                }
            }
            transcript.ended(Side.SERVER);
            boolean unused = written(Side.CLIENT, client::shutdownOutput);
        } catch (IOException e) {
            fail(Side.SERVER, e);
        }
    }

    private interface Write {
        void run() throws IOException;
    }

    private boolean written(Side receiver, Write write) {
        try {
            write.run();
            return true;
        } catch (IOException e) {
            note(receiver, "more came for the " + receiver + ", which could not be written", e);
            return false;
        }
    }

    /** Ends both threads, because no more can be read from a side. */
    private void fail(Side by, IOException cause) {
        if (note(by, "the " + by + " reset the connection", cause)) {
            transcript.reset(by);
        }
        reset();
    }

    /** Returns whether one of the sides broke the connection, and not this process. */
    private boolean note(Side by, String what, IOException cause) {
        // Java's words for a socket that this process has closed: the other thread knows why.
        if (CLOSED_HERE.contains(String.valueOf(cause.getMessage()))) {
            return false;
        }
        broken.compareAndSet(null, new Break(by, what + ": " + cause.getMessage()));
        return broken.get().by() != null;
    }

    /** Resets both connections, because the tap is stopped. */
    void abort() {
        broken.compareAndSet(null, new Break(null, "the tap was stopped"));
        reset();
    }

    private void reset() {
        server.abort();
        try {
            client.setSoLinger(true, 0);
        } catch (IOException closed) {
            // Then there is nothing to reset.
        }
        close(client);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to do with this socket.
        }
    }
}
