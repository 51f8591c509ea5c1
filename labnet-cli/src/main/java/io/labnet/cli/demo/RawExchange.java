// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import io.labnet.core.codec.Boundary;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** An exchange of bytes with a server, without labnet's codecs. */
final class RawExchange {
    private static final int MAX_SINGLE_BYTES = 1000;
    private static final int MAX_REPLIED = 1 << 20;

    private RawExchange() {}

    /**
     * Sends the bytes one at a time, or all at once if there are many; then ends the output, and returns the whole
     * reply.
     */
    static byte[] of(Transport transport, Endpoint server, byte[] bytes) throws IOException {
        return of(transport, server, bytes, bytes.length > MAX_SINGLE_BYTES ? bytes.length : 1);
    }

    /**
     * Sends {@code step} bytes at a time, ends the output, and returns the whole reply. The length of the input must be
     * a multiple of {@code step}.
     */
    static byte[] of(Transport transport, Endpoint server, byte[] bytes, int step) throws IOException {
        try (Connection connection = transport.connect(server)) {
            for (int i = 0; i < bytes.length; i += step) {
                connection.write(ByteBuffer.wrap(bytes, i, step));
            }
            connection.finish();
            ByteBuffer reply = ByteBuffer.allocate(MAX_REPLIED);
            Boundary last = Boundary.MORE;
            while (last != Boundary.END && reply.hasRemaining()) {
                last = connection.read(reply);
            }
            return Arrays.copyOf(reply.array(), reply.position());
        }
    }
}
