// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import io.labnet.core.codec.Boundary;
import io.labnet.core.transport.internal.engine.BufferChecks;
import io.labnet.core.transport.internal.engine.Durations;
import io.labnet.core.transport.internal.memory.MemoryPipe;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A client's end of a connection in memory. A pause is sent and received like bytes, and takes no time. */
public final class MemoryConnection implements Connection {
    private final MemoryPipe input;
    private final MemoryPipe output;
    private final ConnectOptions options;
    private volatile boolean closed;

    MemoryConnection(MemoryPipe input, MemoryPipe output, ConnectOptions options) {
        this.input = input;
        this.output = output;
        this.options = options;
    }

    @Override
    public Boundary read(ByteBuffer into, Duration timeout) throws IOException {
        BufferChecks.requireRoom(into, "read");
        return input.readWaiting(into, Durations.longerThanZero("timeout", timeout));
    }

    @Override
    public Duration readTimeout() {
        return options.readTimeout();
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        checkOpen();
        output.writeWaiting(from);
    }

    @Override
    public void pause() throws IOException {
        checkOpen();
        output.pause();
    }

    @Override
    public void finish() throws IOException {
        checkOpen();
        output.finish();
    }

    @Override
    public void close() {
        closed = true;
        // As with sockets, a close with unread input resets the connection, and bytes in transit to the peer are lost.
        if (input.leave()) {
            output.reset();
        } else {
            output.end();
        }
    }

    @Override
    public void abort() {
        closed = true;
        input.reset();
        output.reset();
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new SocketException("the connection is closed");
        }
    }
}
