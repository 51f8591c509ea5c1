// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.Server;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.Room;
import io.labnet.crds.RoomRefusal;
import io.labnet.crds.client.CrdsClient;
import io.labnet.crds.client.CreateOutcome;
import io.labnet.crds.client.DeleteOutcome;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsListener;
import io.labnet.crds.server.CrdsService;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Demonstrates the directory of chat rooms, first with raw bytes and then with its client, and a chat in a room. */
final class ChatDemo implements DemoSection {
    private static final int CLIENTS = 200;

    private final DemoEnvironment environment;
    private final int clients;

    ChatDemo(DemoEnvironment environment) {
        this.environment = environment;
        clients = environment.scaled(CLIENTS);
    }

    /** Counts refused rooms on the server's side, because the server does not tell clients about refusals. */
    private static final class Refusals implements CrdsListener {
        private final Map<RoomRefusal, Long> counts = new ConcurrentHashMap<>();

        @Override
        public void roomRefused(Peer peer, MakeRoom command, RoomRefusal refusal) {
            counts.merge(refusal, 1L, Long::sum);
        }
    }

    @Override
    public void run(Transcript transcript) throws Exception {
        Refusals refusals = new Refusals();
        CrdsService service = new CrdsService(new MemoryRoomDirectory(), refusals);
        try (Server server = environment.serve(service, OPTIONS)) {
            transcript.print("A directory on " + server.endpoint() + ". The documented bytes, one at a time:");
            showBytes(transcript, server);
            CrdsClient client = new CrdsClient(environment.transport(), server.endpoint());
            showRooms(transcript, client);
            showRefusals(transcript, server, client, refusals.counts);
            new TalkDemo(transcript, client).run();
            showCrowd(transcript, client);
        }
    }

    private void showBytes(Transcript transcript, Server server) throws IOException {
        String make = "0205726f6f6d310a3233392e302e302e31300435303030";
        transcript.expect("getdir of an empty directory", "0000000000000000", exchange(server, "01"));
        transcript.expect(
                "makeroom, getdir",
                "0000000000000017726f6f6d313a203233392e302e302e31303a353030300a",
                exchange(server, make + "01"));
        transcript.expect(
                "chat, answered with the address and port",
                "0a3233392e302e302e31300435303030",
                exchange(server, "0405726f6f6d31"));
        transcript.expect(
                "deleteroom, getdir, chat with the deleted room",
                "0000000000000000" + "00",
                exchange(server, "0305726f6f6d31" + "01" + "0405726f6f6d31"));
    }

    private static void showRooms(Transcript transcript, CrdsClient client) throws IOException {
        transcript.print("A client makes rooms, and checks the listing:");
        Room room = new Room("room1", "239.0.0.10", 5000);
        transcript.expect("room1 at 239.0.0.10:5000", CreateOutcome.CREATED, client.create(room));
        transcript.expect(
                "room1 at another address",
                CreateOutcome.NAME_TAKEN,
                client.create(new Room("room1", "239.0.0.11", 5000)));
        transcript.expect(
                "room2 at the same address",
                CreateOutcome.ADDRESS_TAKEN,
                client.create(new Room("room2", "239.0.0.10", 5000)));
        transcript.expect("find room1", room.address(), client.find("room1"));
        transcript.expect("delete room1", DeleteOutcome.DELETED, client.delete("room1"));
        transcript.expect("find room1 after that", null, client.find("room1"));
    }

    private void showRefusals(Transcript transcript, Server server, CrdsClient client, Map<RoomRefusal, Long> counts)
            throws IOException {
        transcript.print("Invalid rooms are refused, and the conversation continues:");
        String refused = "020161" + "093232342e302e302e31" + "0435303030" // 224.0.0.1
                + "020161" + "0b3233392e302e302e323536" + "0435303030" // 239.0.0.256
                + "020161" + "093233392e302e302e31" + "03616263" // port abc
                + "02" + "00" + "093233392e302e302e31" + "0435303030"; // no name
        transcript.expect("four invalid rooms, then getdir", "0000000000000000", exchange(server, refused + "01"));
        transcript.expect("outside 239.0.0.0/8", 1L, counts.get(RoomRefusal.ADDRESS_OUT_OF_RANGE));
        transcript.expect("not a dotted quad", 1L, counts.get(RoomRefusal.ADDRESS_MALFORMED));
        transcript.expect("not a port", 1L, counts.get(RoomRefusal.PORT_MALFORMED));
        transcript.expect("no name", 1L, counts.get(RoomRefusal.NAME_EMPTY));
        transcript.expect("rooms", 0, client.rooms().size());
    }

    private void showCrowd(Transcript transcript, CrdsClient client) throws Exception {
        transcript.print(clients
                + " clients at the same time: each makes a room of its own, and all try to make the same other room:");
        int right = Crowd.run(clients, i -> () -> {
            client.create(new Room("wanted", "239.2.0." + i, 5000));
            return client.create(new Room("own" + i, "239.1.0." + i, 5000)).succeeded();
        });
        transcript.expect("clients with correct replies", clients, right);
        transcript.expect("rooms", clients + 1, client.rooms().size());
    }

    private String exchange(Server server, String hex) throws IOException {
        byte[] sent = HexFormat.of().parseHex(hex);
        return HexFormat.of().formatHex(RawExchange.of(environment.transport(), server.endpoint(), sent));
    }
}
