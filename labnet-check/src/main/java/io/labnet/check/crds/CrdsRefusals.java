// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.crds;

import static io.labnet.check.crds.CrdsRooms.delete;
import static io.labnet.check.crds.CrdsRooms.getdir;
import static io.labnet.check.crds.CrdsRooms.gone;
import static io.labnet.check.crds.CrdsRooms.listing;
import static io.labnet.check.crds.CrdsRooms.make;
import static io.labnet.check.crds.CrdsRooms.message;
import static io.labnet.check.crds.CrdsRooms.room;

import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Expectation;
import io.labnet.check.script.Script;
import io.labnet.check.script.ServerCases;
import io.labnet.crds.CrdsCommand.DeleteRoom;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.Room;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The cases of commands that a directory refuses. The connection goes on, and the directory is as it was before. */
final class CrdsRefusals {
    private static final String PORT = "5000";
    private static final String ADDRESS = "239.66.0.1";

    /** A room that is made before each refusal. */
    private static final Room FIRST = room("first", 20);

    private CrdsRefusals() {}

    static List<CheckCase> cases() {
        List<CheckCase> cases = new ArrayList<>(taken());
        cases.addAll(ranges());
        cases.addAll(commands());
        cases.addAll(fields());
        return cases;
    }

    private static List<CheckCase> taken() {
        Room sameName = room("first", 21);
        Room sameAddress = new Room("second", FIRST.address());
        Room otherPort = new Room("other-port", FIRST.group(), FIRST.port() + 1);
        return List.of(
                refused("crds-3.5/name", "a taken name is refused", "another makeroom first", sameName)
                        .must(3),
                refused(
                                "crds-3.5/address",
                                "a taken address is refused",
                                "makeroom at the address of first",
                                sameAddress)
                        .must(3),
                Script.of("crds-3.5/port", "two rooms may have the same address and different ports")
                        .with(script -> make(make(script, FIRST), otherPort))
                        .with(script -> listing(script, otherPort.name(), otherPort))
                        .with(script -> gone(script, "first", FIRST, otherPort))
                        .must(1),
                Script.of("crds-3.5/again", "the name and the address of a deleted room are free again")
                        .with(script -> make(script, FIRST))
                        .with(script -> delete(script, FIRST.name()))
                        .with(script -> make(script, sameName))
                        .with(script -> listing(script, "first", sameName))
                        .with(script -> delete(script, sameName.name()))
                        .with(script -> make(script, FIRST))
                        .with(script -> listing(script, "first", FIRST))
                        .with(script -> gone(script, "first", FIRST))
                        .must(1));
    }

    private static List<CheckCase> ranges() {
        List<CheckCase> cases = new ArrayList<>(List.of(
                refused("crds-3.3/multicast", "224.0.0.1 is refused", "224.0.0.1", PORT)
                        .must(3),
                refused("crds-3.3/below", "238.255.255.255 is refused", "238.255.255.255", PORT)
                        .must(1),
                refused("crds-3.3/above", "240.0.0.0 is refused", "240.0.0.0", PORT)
                        .must(1),
                refused("crds-3.3/own", "127.0.0.1 is refused", "127.0.0.1", PORT)
                        .must(1),
                refused("crds-3.3/reversed", "10.0.0.239 is refused", "10.0.0.239", PORT)
                        .must(1)));
        Stream.of("word=localhost", "zeros=239.66.0.010", "three=239.66.1", "five=239.66.0.1.1", "large=239.66.0.256")
                .map(each -> each.split("="))
                .map(each -> refused("crds-3.2/" + each[0], "the address " + each[1] + " is refused", each[1], PORT)
                        .should(0))
                .forEach(cases::add);
        Stream.of("zero=0", "large=65536", "six=050000", "sign=-1", "plus=+5000", "space=5000 ", "word=http")
                .map(each -> each.split("="))
                .map(each -> refused("crds-3.4/" + each[0], "the port '" + each[1] + "' is refused", ADDRESS, each[1])
                        .should(0))
                .forEach(cases::add);
        cases.add(refusedBytes(
                        "crds-3.2/binary",
                        "an address of four bytes is refused",
                        "02 05 62696e2d61 04 ef420001 04 35303030",
                        "bin-a")
                .should(0));
        cases.add(refusedBytes(
                        "crds-3.4/binary",
                        "a port of two bytes is refused",
                        "02 05 62696e2d70 0a 3233392e36362e302e31 02 1388",
                        "bin-p")
                .should(0));
        return cases.stream().map(each -> each.with(Trait.HOSTILE)).toList();
    }

    private static List<CheckCase> fields() {
        String address = " 0a 3233392e36362e302e31 04 35303030";
        return Stream.of(
                        refusedBytes("crds-2.1/empty", "an empty name breaks nothing", "02 00" + address, ": ")
                                .must(3),
                        refusedBytes(
                                        "crds-2.1/no-address",
                                        "an empty address breaks nothing",
                                        "02 07 6e6f7768657265 00 04 35303030",
                                        "nowhere")
                                .must(1),
                        refusedBytes("crds-2.1/nothing", "three empty fields break nothing", "02 00 00 00", ":")
                                .must(1),
                        refusedBytes("crds-2.1/no-name", "a deleteroom without a name breaks nothing", "03 00", "none")
                                .must(0)
                                .needing("crds-4.7/unknown"),
                        refusedBytes(
                                        "crds-3.1/line-feed",
                                        "a name with a line feed is refused",
                                        "02 06 6c696e650a78" + address,
                                        "line")
                                .should(0),
                        refusedBytes(
                                        "crds-3.1/zero",
                                        "a name with a zero byte is refused",
                                        "02 06 7a65726f0078" + address,
                                        "zero")
                                .should(0),
                        refusedBytes(
                                        "crds-3.1/encoding",
                                        "a name in ISO 8859-1 is refused",
                                        "02 04 636166e9" + address,
                                        "caf")
                                .should(0))
                .map(each -> each.with(Trait.HOSTILE))
                .toList();
    }

    private static List<CheckCase> commands() {
        return List.of(
                Script.of("crds-4.7/unknown", "the deletion of an unknown room changes nothing")
                        .with(script -> delete(script, "nowhere"))
                        .silence()
                        .with(CrdsRooms::listing)
                        .must(1)
                        .with(Trait.WHOLE),
                closes("crds-1.1/zero", "the command byte 0", "00"),
                closes("crds-1.1/five", "the command byte 5", "05"),
                closes("crds-1.1/digit", "the digit 1 as a command", "31"),
                Script.of("crds-1.2/cut", "a deleteroom that the end of the input cuts is dropped")
                        .with(script -> make(script, FIRST))
                        .with(CrdsRooms::listing)
                        .on("2")
                        .send("the first bytes of deleteroom first-floor", cut("first-floor", FIRST.name()))
                        .finish()
                        .end()
                        .on("1")
                        .with(script -> listing(script, FIRST.name(), FIRST))
                        .with(script -> gone(script, FIRST.name(), FIRST))
                        .should(0)
                        .with(Trait.HOSTILE)
                        .needing("any-1.2/several"));
    }

    private static byte[] cut(String name, String sent) {
        return Arrays.copyOf(new DeleteRoom(name).encode(), 2 + sent.length());
    }

    private static CheckCase closes(String name, String title, String hex) {
        return Script.of(name, title + " ends the connection without a reply")
                .send(title, ServerCases.bytes(hex))
                .end()
                .should(0)
                .with(Trait.HOSTILE);
    }

    private static Script refused(String name, String title, String words, Room room) {
        return refused(name, title, words, new MakeRoom(room).encode(), room.toString());
    }

    /** A makeroom with a name of its own, since a directory that accepts it keeps it. */
    private static Script refused(String name, String title, String address, String port) {
        String room = name.replace('/', '-');
        return refused(
                name,
                title,
                "makeroom " + room + " " + address + " " + port,
                new MakeRoom(room, address, port).encode(),
                room);
    }

    private static Script refusedBytes(String name, String title, String hex, String prefix) {
        return refused(name, title, hex, ServerCases.bytes(hex), prefix);
    }

    /** A case in which a room is made, a command is refused, and the connection goes on. */
    private static Script refused(String name, String title, String words, byte[] command, String prefix) {
        String rule = name.substring(0, name.indexOf('/'));
        Expectation listing = ServerCases.open(rule, only(prefix));
        return Script.of(name, title)
                .with(script -> make(script, FIRST))
                .send(words, command)
                .with(script -> getdir(script, "a listing with first, and without the refused room", listing))
                .with(script -> gone(script, FIRST.name(), FIRST));
    }

    private static Expectation only(String prefix) {
        return message("a listing with " + FIRST + " and no refused room", listing -> {
            if (!CrdsRooms.rooms(listing).contains(FIRST)) {
                return "the room " + FIRST + " is not in the listing";
            }
            return Stream.concat(listing.rooms().stream().map(Room::toString), listing.otherLines().stream())
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> "the listing has the line \"" + line + "\"")
                    .findFirst()
                    .orElse("");
        });
    }
}
