// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import io.labnet.crds.CrdsCommand;
import io.labnet.crds.CrdsCommand.GetDirectory;
import io.labnet.crds.Room;
import io.labnet.crds.RoomListing;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A connection to a directory that stays open, as student programs keep it. */
final class DirectoryConnection implements AutoCloseable {
    private final Connection connection;

    DirectoryConnection(Transport transport, Endpoint server) throws IOException {
        connection = transport.connect(server);
    }

    /** Sends commands in one segment, without waiting. */
    void send(List<? extends CrdsCommand> commands) throws IOException {
        ByteArraySink bytes = new ByteArraySink();
        commands.forEach(command -> command.writeTo(bytes));
        connection.write(bytes.view(0, bytes.size()));
    }

    /** Asks for all rooms; the reply comes after all earlier commands. */
    List<Room> rooms() throws IOException {
        send(List.of(new GetDirectory()));
        ByteBuffer head = read(Long.BYTES);
        int length = Math.toIntExact(head.getLong(0));
        byte[] whole = new byte[Long.BYTES + length];
        ByteBuffer.wrap(whole).put(head).put(read(length));
        return RoomListing.decode(whole).rooms();
    }

    @Override
    public void close() {
        connection.close();
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (connection.read(bytes) == Boundary.END) {
                throw new EOFException("the server closed after " + bytes.position() + " of " + length + " bytes");
            }
        }
        return bytes.flip();
    }
}
