// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.tap;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.datagram.DatagramTransport;
import io.labnet.core.transport.datagram.Membership;
import io.labnet.core.transport.trace.PcapngFile;
import io.labnet.crds.chat.ChatMessage;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Listens in a chat room: prints who says what, and which rule a datagram breaks. Sends nothing. */
final class ChatTap implements Closeable {
    private final Membership room;
    private final PrintStream out;
    private final @Nullable PcapngFile file;
    private volatile boolean closed;

    ChatTap(DatagramTransport transport, Endpoint group, PrintStream out, @Nullable PcapngFile file)
            throws IOException {
        this.room = transport.join(group);
        this.out = out;
        this.file = file;
    }

    /** Prints messages until this tap is closed, or until there were {@code most} datagrams. */
    void run(int most) throws IOException {
        print("listening on " + room);
        ByteBuffer in = ByteBuffer.allocate(DatagramTransport.MAX_BYTES);
        try {
            for (int i = 0; i < most; i++) {
                Peer sender = room.receive(in.clear());
                byte[] datagram = Arrays.copyOf(in.array(), in.position());
                String said = said(datagram);
                print(sender + ": " + said);
                if (file != null) {
                    Endpoint group = room.group();
                    file.datagram(
                            Instant.now(), sender.host(), sender.port(), group.host(), group.port(), datagram, said);
                }
            }
        } catch (IOException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    private static String said(byte[] datagram) {
        try {
            return EscapedText.of(ChatMessage.decode(datagram).line()) + ", " + datagram.length + " bytes";
        } catch (ProtocolException e) {
            return "no chat message, " + datagram.length + " bytes: "
                    + EscapedText.ofBytes(ByteBuffer.wrap(datagram), 64) + System.lineSeparator() + "        ! "
                    + EscapedText.of(String.valueOf(e.getMessage()));
        }
    }

    private void print(String text) {
        out.print(text + System.lineSeparator());
    }

    @Override
    public void close() {
        closed = true;
        room.close();
    }
}
