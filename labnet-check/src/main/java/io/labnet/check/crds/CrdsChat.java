// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.crds;

import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.check.script.Stage;
import io.labnet.crds.FindReply;
import io.labnet.crds.Room;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The steps of what clients send to a room: one datagram of multicast for each line. */
final class CrdsChat {
    private static final int BUFFER = 2048;
    private static final int REPEAT_MILLIS = 300;
    private static final String TEXT = "hello from the check";

    /** What the checker says in the room, to find out whether this computer has multicast. */
    private static final String OWN = "labnet check: ready";

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
                String text = receive(group, room, stage, typed, right);
                if (text != null && !right.test(text)) {
                    byte[] came = text.getBytes(StandardCharsets.UTF_8);
                    throw new Mismatch(expected, came.length == 0 ? "an empty datagram" : "other text", came, 0, null);
                }
            }
        });
    }

    /** Joins the group on every interface, since a client may send over any of them. */
    private static MulticastSocket join(Room room) throws IOException {
        MulticastSocket group = new MulticastSocket(room.port());
        InetSocketAddress address = new InetSocketAddress(room.group(), room.port());
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            try {
                group.joinGroup(address, each);
            } catch (IOException noMulticast) {
                // Then no client sends over this interface either.
            }
        }
        group.setSoTimeout(REPEAT_MILLIS);
        return group;
    }

    /**
     * Types until a datagram comes, since nobody tells when the client has joined. Returns the first wrong message, or a
     * right one. A computer without multicast, which does not hear its own datagrams, proves nothing: then the result is
     * {@code null}.
     */
    private static @Nullable String receive(
            MulticastSocket group, Room room, Stage stage, String typed, Predicate<String> right)
            throws Mismatch, IOException {
        long deadline = System.nanoTime() + stage.patience().toNanos();
        boolean hears = false;
        while (System.nanoTime() < deadline) {
            stage.program().input(typed);
            send(group, room);
            for (String text = next(group); text != null; text = next(group)) {
                hears |= text.equals(OWN);
                if (!text.equals(OWN) && (!right.test(text) || text.contains(TEXT))) {
                    return text;
                }
            }
        }
        if (hears) {
            String waited = stage.patience().toMillis() + " ms";
            throw new Mismatch("a message in the room", "none came within " + waited);
        }
        return null;
    }

    private static void send(MulticastSocket group, Room room) {
        byte[] own = OWN.getBytes(StandardCharsets.UTF_8);
        try {
            InetSocketAddress address = new InetSocketAddress(room.group(), room.port());
            group.send(new DatagramPacket(own, own.length, address));
        } catch (IOException noMulticast) {
            // Nothing will be heard then.
            return;
        }
    }

    private static @Nullable String next(MulticastSocket group) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[BUFFER], BUFFER);
        try {
            group.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException nothing) {
            return null;
        }
    }
}
