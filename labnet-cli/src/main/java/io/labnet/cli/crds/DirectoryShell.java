// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.connect.Unreachable;
import io.labnet.cli.process.Failure;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import io.labnet.crds.ListingFlaw;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomListing;
import io.labnet.crds.client.CrdsClient;
import java.io.Closeable;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shell's commands for the directory. Used by one thread. */
final class DirectoryShell implements Closeable {
    /** The arguments of makeroom: a name, which may contain spaces, an address and a port. */
    private static final Pattern ROOM = Pattern.compile("(?<name>.+?)\\s+(?<address>\\S+)\\s+(?<port>\\d{1,5})");

    /** Sends all requests on one connection, which is open while the shell is connected. */
    private final CrdsClient client;

    /** Sends each request on a new connection, so that the shell need not be connected. */
    private final CrdsClient separate;

    private final ChatShell.Output out;
    private final Set<ListingFlaw> reported = EnumSet.noneOf(ListingFlaw.class);
    private boolean connected;
    private List<String> roomNames = List.of();

    DirectoryShell(Transport transport, Endpoint server, ChatShell.Output out) {
        this.separate = new CrdsClient(transport, server).withFlawListener(this::warn);
        this.client = separate.keepingConnection();
        this.out = out;
    }

    Endpoint server() {
        return client.server();
    }

    boolean isConnected() {
        return connected;
    }

    void connect() throws Failure {
        int rooms = listing(client).rooms().size();
        connected = true;
        out.print("Connected to " + server() + ", rooms: " + rooms + ".");
    }

    /** Disconnects. Returns whether the shell was connected. */
    boolean disconnect() {
        boolean was = connected;
        close();
        return was;
    }

    @Override
    public void close() {
        connected = false;
        client.close();
    }

    void list() throws Failure {
        RoomListing listing = listing(client);
        if (listing.rooms().isEmpty() && listing.otherLines().isEmpty()) {
            out.print("There are no rooms.");
        }
        listing.rooms().forEach(room -> out.print(EscapedText.of(room.toString())));
        listing.otherLines().forEach(line -> out.print("(not a room) " + RoomOutcomes.noRoom(line)));
    }

    void make(String typed) throws Failure {
        Room room = roomOf(typed);
        out.print(RoomOutcomes.made(room, ask(() -> client.create(room))));
    }

    void delete(String name) throws Failure {
        requireRoomName(name);
        out.print(RoomOutcomes.deleted(name, ask(() -> client.delete(name))));
    }

    Room find(String name) throws Failure {
        requireRoomName(name);
        RoomAddress address = ask(() -> separate.find(name));
        if (address == null) {
            throw new Failure("there is no room '" + name + "'");
        }
        return new Room(name, address);
    }

    /** Returns the names of the rooms in the last listing. Requests a listing if no name is known. */
    List<String> roomNames() {
        if (roomNames.isEmpty()) {
            try {
                listing(connected ? client : separate);
            } catch (Failure e) {
                // If the directory can't be reached, there are no names to complete.
                return List.of();
            }
        }
        return roomNames;
    }

    private RoomListing listing(CrdsClient asked) throws Failure {
        RoomListing listing = ask(asked::listing);
        roomNames = listing.rooms().stream().map(Room::name).toList();
        return listing;
    }

    /** Warns about a flaw in the server's listings, but only once for each kind. */
    private void warn(ListingFlaw flaw) {
        if (reported.add(flaw)) {
            out.complain("warning: " + flaw.explanation());
        }
    }

    private interface DirectoryRequest<T> {
        T ask() throws IOException;
    }

    private <T> T ask(DirectoryRequest<T> request) throws Failure {
        try {
            return request.ask();
        } catch (IOException e) {
            String lost = connected ? "; disconnected" : "";
            close();
            throw new Failure("the directory at " + server() + ": " + Unreachable.reason(e) + lost, e);
        }
    }

    private static Room roomOf(String typed) throws Failure {
        Matcher fields = ROOM.matcher(typed);
        if (!fields.matches()) {
            throw new Failure("'" + typed + "' is not a room such as 'room1 239.0.0.10 5000'");
        }
        return room(fields.group("name"), fields.group("address"), Integer.parseInt(fields.group("port")));
    }

    private static void requireRoomName(String name) throws Failure {
        // The constructor of Room checks the name; the address is any valid one.
        room(name, "239.0.0.0", 1);
    }

    private static Room room(String name, String address, int port) throws Failure {
        try {
            return new Room(name, address, port);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage(), e);
        }
    }
}
