// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.crds;

import io.labnet.check.script.Expectation;
import io.labnet.check.script.Script;
import io.labnet.check.script.ServerCases;
import io.labnet.crds.CrdsCommand;
import io.labnet.crds.CrdsCommand.DeleteRoom;
import io.labnet.crds.CrdsCommand.FindRoom;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.FindReply;
import io.labnet.crds.ListingFlaw;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomListing;
import io.labnet.crds.RoomListingDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of conversations with a directory. */
final class CrdsRooms {
    private static final int PORT = 5000;

    /** A line that means a room, also if it is not quite of the right form, which is told by a case of its own. */
    private static final Pattern LINE =
            Pattern.compile("(.*?)\\s*[:,]?\\s*(\\d+\\.\\d+\\.\\d+\\.\\d+)\\s*[:, ]\\s*(\\d{1,5})\\s*", Pattern.DOTALL);

    private CrdsRooms() {}

    /** Returns a room of which each number gives another one. */
    static Room room(String name, int number) {
        return new Room(name, address(number));
    }

    /** Returns an address of which each number gives another one. */
    static RoomAddress address(int number) {
        return new RoomAddress("239.77." + number / 256 + "." + number % 256, PORT);
    }

    /** Adds a makeroom. */
    static Script make(Script script, Room room) {
        return script.send("makeroom " + room.name(), new MakeRoom(room).encode());
    }

    /** Adds a deleteroom. */
    static Script delete(Script script, String name) {
        return script.send("deleteroom " + name, new DeleteRoom(name).encode());
    }

    /** Adds a getdir, and its reply. */
    static Script getdir(Script script, String words, Expectation expectation) {
        return script.send("getdir", new CrdsCommand.GetDirectory().encode()).expect(words, expectation);
    }

    /** Adds a getdir, and a listing with any rooms. */
    static Script listing(Script script) {
        return getdir(script, "a listing", message("a listing", listing -> ""));
    }

    /** Adds a getdir, and a listing in which the rooms of a prefix are these, in this order. */
    static Script listing(Script script, String prefix, Room... rooms) {
        return getdir(script, words(prefix, List.of(rooms)), listed(prefix, List.of(rooms), false));
    }

    /** Adds a chat, and its reply. */
    static Script find(Script script, Room room) {
        return script.send("chat " + room.name(), new FindRoom(room.name()).encode())
                .expect("the address " + room.address(), found(room.address()));
    }

    /** Adds a chat of a room that is not there, and its reply. */
    static Script findNone(Script script, String name) {
        return script.send("chat " + name, new FindRoom(name).encode()).expect("one zero byte, or eight", none());
    }

    /** Adds makerooms, a getdir, and a listing in which they are; then deletes them. */
    static Script whole(Script script, String prefix, List<Room> rooms) {
        rooms.forEach(room -> make(script, room));
        getdir(script, words(prefix, rooms), listed(prefix, rooms, false));
        return gone(script, prefix, rooms.toArray(Room[]::new));
    }

    /** Adds the same, with an order of the rooms. */
    static Script ordered(Script script, String prefix, List<Room> rooms) {
        rooms.forEach(room -> make(script, room));
        getdir(script, words(prefix, rooms) + " in the order of creation", listed(prefix, rooms, true));
        return gone(script, prefix, rooms.toArray(Room[]::new));
    }

    /** Adds deleterooms, and waits until the server has read them, so that the rooms can be made again. */
    static Script gone(Script script, String prefix, Room... rooms) {
        Arrays.stream(rooms).forEach(room -> delete(script, room.name()));
        return listing(script, prefix);
    }

    private static String words(String prefix, List<Room> rooms) {
        if (rooms.isEmpty()) {
            return "a listing without " + prefix;
        }
        return "a listing with " + (rooms.size() == 1 ? rooms.get(0).name() : rooms.size() + " rooms");
    }

    private static Expectation listed(String prefix, List<Room> expected, boolean inOrder) {
        return message(words(prefix, expected), listing -> {
            List<Room> own = rooms(listing).stream()
                    .filter(room -> room.name().startsWith(prefix))
                    .toList();
            List<Room> missing = without(expected, own);
            if (!missing.isEmpty()) {
                return "the room " + missing.get(0) + " is missing";
            }
            List<Room> others = without(own, expected);
            if (!others.isEmpty()) {
                return "there is also the room " + others.get(0);
            }
            return own.equals(expected) || (!inOrder && own.size() == expected.size())
                    ? ""
                    : "the rooms come as " + names(own) + ", not as " + names(expected);
        });
    }

    private static List<Room> without(List<Room> rooms, List<Room> others) {
        return rooms.stream().filter(room -> !others.contains(room)).toList();
    }

    private static String names(List<Room> rooms) {
        return rooms.stream().map(Room::name).collect(Collectors.joining(", "));
    }

    /** Returns the rooms of all lines that mean one. */
    static List<Room> rooms(RoomListing listing) {
        List<Room> rooms = new ArrayList<>(listing.rooms());
        for (String line : listing.otherLines()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches() && Room.isName(matcher.group(1))) {
                try {
                    rooms.add(new Room(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3))));
                } catch (IllegalArgumentException noRoom) {
                    // Then the line means no room.
                }
            }
        }
        return rooms;
    }

    /**
     * Expects a listing without something in it.
     *
     * @param expected what is expected
     * @param problem returns what is wrong; empty if nothing is
     */
    static Expectation message(String expected, Function<RoomListing, String> problem) {
        return Expectation.message(
                () -> CrdsProtocol.listingClient().decoders().get(),
                expected,
                (reply, stage) -> problem.apply((RoomListing) reply));
    }

    /** Expects a listing whose lines have exactly the form of the page. */
    static Expectation wellFormed() {
        List<ListingFlaw> flaws = new ArrayList<>();
        return Expectation.message(
                () -> {
                    flaws.clear();
                    return new RoomListingDecoder(CrdsProtocol.MAX_LISTING_BYTES, flaws::add);
                },
                "lines such as \"room1: 239.0.0.10:5000\", each ended by a line feed",
                (reply, stage) -> {
                    List<String> others = ((RoomListing) reply).otherLines();
                    if (!others.isEmpty()) {
                        return "a line is \"" + others.get(0) + "\"";
                    }
                    return flaws.isEmpty() ? "" : flaws.get(0).explanation();
                });
    }

    private static Expectation found(@Nullable RoomAddress address) {
        return Expectation.message(
                () -> CrdsProtocol.findingClient().decoders().get(),
                address == null ? "no room" : "the address " + address,
                (reply, stage) -> {
                    RoomAddress came = ((FindReply) reply).address();
                    return Objects.equals(came, address)
                            ? ""
                            : "the reply is " + came + ", not " + (address == null ? "that for no room" : address);
                });
    }

    /** Expects the reply for an unknown room. A server that only closes breaks no rule of known rooms. */
    private static Expectation none() {
        return ServerCases.open("crds-4.6", found(null));
    }
}
