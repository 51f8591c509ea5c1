// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.suite;

import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.check.script.Stage;
import io.labnet.crds.FindReply;
import io.labnet.crds.Room;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** The steps of what clients send to a room: one datagram of multicast for each line. */
final class CrdsChat {
    private static final int BUFFER = 2048;
    private static final int REPEAT_MILLIS = 300;
    private static final String TEXT = "hello from the check";

    private CrdsChat() {}

    /** Adds the reply to chat, an empty line and a line, and expects no empty datagram. */
    static Script messages(Script script, Room room) {
        return said(script, room, "\n" + TEXT + "\n", "a message of 1 to 1024 bytes", text -> !text.isEmpty());
    }

    /** Adds the reply to chat and a line, and expects it after the name of its sender. */
    static Script sender(Script script, Room room) {
        return said(script, room, TEXT + "\n", "\"Mel: " + TEXT + "\"", text -> text.startsWith("Mel: "));
    }

    private static Script said(Script script, Room room, String typed, String expected, Predicate<String> right) {
        String connection = script.connection();
        return script.act("a message in the room: " + expected, stage -> {
            try (MulticastSocket group = join(room)) {
                stage.wire(connection).send(new FindReply(room.address()).encode(), stage.delivery());
                stage.wire(connection).finish();
                String text = receive(group, stage, typed, right);
                if (!right.test(text)) {
                    byte[] came = text.getBytes(StandardCharsets.UTF_8);
                    throw new Mismatch(expected, came.length == 0 ? "an empty datagram" : "other text", came, 0, null);
                }
            }
        });
    }

    private static MulticastSocket join(Room room) throws IOException {
        MulticastSocket group = new MulticastSocket(room.port());
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        group.joinGroup(new InetSocketAddress(room.group(), room.port()), loopback);
        group.setSoTimeout(REPEAT_MILLIS);
        return group;
    }

    /** Types until a datagram comes, since nobody tells when the client has joined. Returns the first wrong message. */
    private static String receive(MulticastSocket group, Stage stage, String typed, Predicate<String> right)
            throws Mismatch, IOException {
        long deadline = System.nanoTime() + stage.patience().toNanos();
        DatagramPacket packet = new DatagramPacket(new byte[BUFFER], BUFFER);
        while (System.nanoTime() < deadline) {
            stage.program().input(typed);
            try {
                while (true) {
                    packet.setLength(BUFFER);
                    group.receive(packet);
                    String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                    if (!right.test(text) || text.contains(TEXT)) {
                        return text;
                    }
                }
            } catch (SocketTimeoutException notYet) {
                continue;
            }
        }
        throw new Mismatch(
                "a message in the room", "none came within " + stage.patience().toMillis() + " ms");
    }
}
