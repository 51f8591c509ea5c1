// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.codec.Boundary;
import io.labnet.core.transport.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A client's connection that notes in a transcript what it reads and writes. */
final class TraceConnection implements Connection {
    private final Connection connection;
    private final Transcript transcript;

    TraceConnection(Connection connection, Transcript transcript) {
        this.connection = connection;
        this.transcript = transcript;
    }

    @Override
    public Boundary read(ByteBuffer into, Duration timeout) throws IOException {
        int begin = into.position();
        Boundary boundary = connection.read(into, timeout);
        if (boundary == Boundary.MORE) {
            transcript.data(Side.SERVER, into.slice(begin, into.position() - begin));
        } else if (boundary == Boundary.PAUSE) {
            transcript.paused(Side.SERVER);
        } else {
            transcript.ended(Side.SERVER);
        }
        return boundary;
    }

    @Override
    public Duration readTimeout() {
        return connection.readTimeout();
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        // Noted first, because the reply may be read by another thread before this method returns.
        transcript.data(Side.CLIENT, from);
        connection.write(from);
    }

    @Override
    public void pause() throws IOException {
        connection.pause();
        transcript.paused(Side.CLIENT);
    }

    @Override
    public void finish() throws IOException {
        connection.finish();
        transcript.ended(Side.CLIENT);
    }

    @Override
    public void close() {
        connection.close();
        transcript.closed(null, null);
    }

    @Override
    public void abort() {
        connection.abort();
        transcript.closed(Side.CLIENT, "the client reset the connection");
    }
}
