// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.datagram.DatagramTransport;
import io.labnet.core.transport.datagram.Membership;
import io.labnet.core.transport.datagram.MemoryDatagrams;
import io.labnet.core.transport.datagram.UdpTransport;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.chat.ChatMessage;
import io.labnet.crds.chat.ChatRoom;
import io.labnet.crds.client.CrdsClient;
import io.labnet.crds.client.CreateOutcome;
import io.labnet.crds.client.DeleteOutcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/** Two clients that find a room in the directory and chat in it; no datagram leaves this machine. */
final class TalkDemo {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Transcript transcript;
    private final CrdsClient directory;

    TalkDemo(Transcript transcript, CrdsClient directory) {
        this.transcript = transcript;
        this.directory = directory;
    }

    void run() throws IOException {
        DatagramTransport datagrams = datagrams();
        // Joining a group reserves a free port for the room; the sockets of both chats can share the port.
        try (Membership place = datagrams.join(anyGroup())) {
            Room room = new Room("talk", place.group().host(), place.group().port());
            transcript.expect("making a room for it", CreateOutcome.CREATED, directory.create(room));
            RoomAddress found = Objects.requireNonNull(directory.find("talk"), "the room was made");
            try (ChatRoom mel = ChatRoom.join(datagrams, found, "Mel");
                    ChatRoom zoe = ChatRoom.join(datagrams, found, "Zoë")) {
                send(mel, "hello", zoe);
                send(zoe, "ça va?", mel);
            }
            transcript.expect("deleting the room", DeleteOutcome.DELETED, directory.delete("talk"));
        }
    }

    private void send(ChatRoom speaker, String text, ChatRoom other) throws IOException {
        speaker.send(text);
        ChatMessage message = new ChatMessage(speaker.name(), text);
        transcript.expect("received by " + other.name(), message, other.receive(PATIENCE));
        transcript.expect("received by " + speaker.name() + ", who sent it", message, speaker.receive(PATIENCE));
    }

    /**
     * Returns the transport for UDP multicast if a test datagram arrives, otherwise a transport for groups in this
     * process's memory.
     */
    private DatagramTransport datagrams() {
        DatagramTransport multicast =
                new UdpTransport().withInterface(Endpoint.LOOPBACK).withTtl(0);
        try (Membership probe = multicast.join(anyGroup())) {
            probe.send(ByteBuffer.allocate(1));
            probe.receive(ByteBuffer.allocate(1), PATIENCE);
            transcript.print("Two clients chat in a room, by multicast on the loopback interface:");
            return multicast;
        } catch (IOException e) {
            transcript.print("Two clients chat in a room, in memory, since multicast does not work on the loopback "
                    + "interface of this machine (" + e.getMessage() + "):");
            return new MemoryDatagrams();
        }
    }

    /** Returns a group that is unlikely to be in use, with port 0, which stands for any free port. */
    private static Endpoint anyGroup() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new Endpoint("239.255." + random.nextInt(256) + "." + random.nextInt(256), 0);
    }
}
