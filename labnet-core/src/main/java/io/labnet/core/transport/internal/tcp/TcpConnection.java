// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tcp;

import io.labnet.core.transport.ConnectOptions;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** A client's end of a TCP connection. */
public final class TcpConnection extends SocketConnection {
    private static final int COPY_BYTES = 16 * 1024;

    private final Socket socket;

    public TcpConnection(Socket socket, ConnectOptions options) {
        super(options);
        this.socket = socket;
    }

    @Override
    protected int readSome(ByteBuffer into, int millis) throws IOException {
        socket.setSoTimeout(millis);
        if (into.hasArray()) {
            int read =
                    socket.getInputStream().read(into.array(), into.arrayOffset() + into.position(), into.remaining());
            into.position(into.position() + Math.max(read, 0));
            return read;
        }
        byte[] copy = new byte[Math.min(into.remaining(), COPY_BYTES)];
        int read = socket.getInputStream().read(copy);
        into.put(copy, 0, Math.max(read, 0));
        return read;
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        checkWritable();
        if (from.hasArray()) {
            socket.getOutputStream().write(from.array(), from.arrayOffset() + from.position(), from.remaining());
            from.position(from.limit());
            return;
        }
        byte[] copy = new byte[from.remaining()];
        from.get(copy);
        socket.getOutputStream().write(copy);
    }

    @Override
    protected void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    protected boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // close() declares no exception, and the file descriptor is released even if closing fails.
            return;
        }
    }

    @Override
    public void abort() {
        try {
            // A linger time of zero makes close() reset the connection.
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // The peer has already reset the connection.
        } finally {
            close();
        }
    }
}
