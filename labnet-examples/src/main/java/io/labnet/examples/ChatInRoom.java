// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.datagram.UdpTransport;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.chat.ChatRoom;
import io.labnet.crds.client.CrdsClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A chat client in one page: asks the directory for a room, sends typed lines, and prints received messages. */
public final class ChatInRoom {
    private ChatInRoom() {}

    /**
     * Chats until the input ends.
     *
     * @param args a port of this machine, a room, a name and, optionally, a network interface
     * @throws IOException if the directory can't be reached or the room can't be joined
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 3) {
            System.err.println("usage: ChatInRoom PORT ROOM NAME [INTERFACE]");
            System.exit(2);
        }
        Endpoint server = Endpoint.loopback(Integer.parseInt(args[0]));
        RoomAddress address = new CrdsClient(new TcpTransport(), server).find(args[1]);
        if (address == null) {
            System.err.println("there is no room '" + args[1] + "'");
            System.exit(1);
            return;
        }
        UdpTransport transport = new UdpTransport();
        if (args.length > 3) {
            transport = transport.withInterface(args[3]);
        }
        try (ChatRoom room = ChatRoom.join(transport, address, args[2])) {
            Thread listener = new Thread(() -> show(room));
            listener.setDaemon(true);
            listener.start();
            System.out.println("In the room " + args[1] + ", " + room);
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                send(room, line);
            }
        }
    }

    private static void send(ChatRoom room, String line) throws IOException {
        try {
            room.send(line);
        } catch (IllegalArgumentException tooLong) {
            System.err.println(tooLong.getMessage());
        }
    }

    private static void show(ChatRoom room) {
        try {
            while (true) {
                System.out.println(room.receive().line());
            }
        } catch (IOException left) {
            return;
        }
    }
}
