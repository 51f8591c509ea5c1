// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.process.Failure;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.transport.datagram.DatagramTransport;
import io.labnet.crds.Room;
import io.labnet.crds.chat.ChatMessage;
import io.labnet.crds.chat.ChatRoom;
import java.io.Closeable;
import java.io.IOException;

/** A room that the user has joined. A separate thread shows the room's messages. */
final class JoinedRoom implements Closeable {
    private final String roomName;
    private final ChatRoom room;
    private final ChatShell.Output out;
    private final PendingEchoes echoes = new PendingEchoes();
    private volatile boolean left;

    private JoinedRoom(String roomName, ChatRoom room, ChatShell.Output out) {
        this.roomName = roomName;
        this.room = room;
        this.out = out;
    }

    static JoinedRoom join(DatagramTransport datagrams, Room room, String name, ChatShell.Output out) throws Failure {
        try {
            return new JoinedRoom(room.name(), ChatRoom.join(datagrams, room.address(), name), out);
        } catch (IOException e) {
            throw new Failure("cannot join " + room + ": " + e.getMessage(), e);
        }
    }

    String roomName() {
        return roomName;
    }

    /** Starts showing messages. */
    void startReceiving() {
        Thread receiver = new Thread(this::showAll, "labnet-chat");
        receiver.setDaemon(true);
        receiver.start();
    }

    void send(String text) throws Failure {
        try {
            echoes.add(new ChatMessage(room.name(), text));
            room.send(text);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage() + "; nothing was sent", e);
        } catch (IOException e) {
            echoes.removeLast();
            throw new Failure("cannot send to " + room + ": " + e.getMessage(), e);
        }
    }

    /** Leaves the room after the user's own messages have been shown. */
    @Override
    public void close() {
        echoes.await();
        left = true;
        room.close();
    }

    @Override
    public String toString() {
        return EscapedText.of(roomName) + ", " + room;
    }

    private void showAll() {
        long reported = 0;
        try {
            while (true) {
                ChatMessage message = room.receive();
                if (room.refused() > reported) {
                    out.print("(left out: " + (room.refused() - reported) + " datagrams that were empty or longer than "
                            + ChatMessage.MAX_BYTES + " bytes)");
                    reported = room.refused();
                }
                out.print(message.line());
                echoes.shown(message);
            }
        } catch (IOException e) {
            if (!left) {
                out.complain("no more messages can be received in " + this + ": " + e.getMessage());
            }
        } finally {
            echoes.receivingEnded();
        }
    }
}
