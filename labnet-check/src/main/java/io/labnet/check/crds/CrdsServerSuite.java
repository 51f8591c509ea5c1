// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.crds;

import static io.labnet.check.crds.CrdsRooms.address;
import static io.labnet.check.crds.CrdsRooms.delete;
import static io.labnet.check.crds.CrdsRooms.find;
import static io.labnet.check.crds.CrdsRooms.findNone;
import static io.labnet.check.crds.CrdsRooms.getdir;
import static io.labnet.check.crds.CrdsRooms.gone;
import static io.labnet.check.crds.CrdsRooms.listing;
import static io.labnet.check.crds.CrdsRooms.make;
import static io.labnet.check.crds.CrdsRooms.message;
import static io.labnet.check.crds.CrdsRooms.ordered;
import static io.labnet.check.crds.CrdsRooms.room;
import static io.labnet.check.crds.CrdsRooms.whole;

import io.labnet.check.Suite;
import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Script;
import io.labnet.check.script.ServerCases;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import io.labnet.crds.CrdsRule;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.trace.CrdsDialogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The cases of directory servers. Every case makes rooms of its own names and addresses, since a directory may have been
 * used before.
 */
public final class CrdsServerSuite implements Suite {
    private static final int MANY_ROOMS = 40;
    private static final int SEEDED_ROOMS = 5;
    private static final byte[] HALF = ServerCases.bytes("02 05 72 6f");

    /** Without the first two nothing can be said of any other case. */
    private static final String LISTED = "crds-2.3/made";

    private static final String DELETED = "crds-4.7/silence";

    /** Creates the suite. */
    public CrdsServerSuite() {}

    @Override
    public String protocol() {
        return "crds";
    }

    @Override
    public Side side() {
        return Side.SERVER;
    }

    @Override
    public RulePage page() {
        return CrdsRule.page();
    }

    @Override
    public Dialogue<?, ?> dialogue() {
        return new CrdsDialogue();
    }

    @Override
    public Variant split() {
        return new Variant("crds-1.4", Level.SHOULD);
    }

    @Override
    public Variant glued() {
        return new Variant("crds-1.4", Level.SHOULD);
    }

    @Override
    public CheckCase sanity() {
        return Script.of("crds-4.1/sanity", "the directory is listed")
                .with(CrdsRooms::listing)
                .must(0);
    }

    @Override
    public List<CheckCase> cases(Random random) {
        ServerCases shared = new ServerCases(CrdsRooms::listing, HALF);
        List<CheckCase> rest = new ArrayList<>(listings());
        rest.addAll(finds());
        rest.addAll(CrdsRefusals.cases());
        rest.add(seeded(random));
        List<CheckCase> cases = new ArrayList<>(basics());
        cases.addAll(shared.connections("crds-4.1/sanity"));
        rest.forEach(each -> cases.add(each.needing(DELETED)));
        cases.addAll(ServerCases.garbage());
        return cases;
    }

    /** Returns what all other cases are built on, each on the one before. */
    private static List<CheckCase> basics() {
        Room field = room("field", 1);
        Room made = room("made", 2);
        Room gone = room("gone", 3);
        return List.of(
                Script.of("crds-4.1/empty", "the listing of an empty directory is eight zero bytes")
                        .with(script -> getdir(
                                script,
                                "eight zero bytes",
                                message(
                                        "a listing without lines",
                                        listing -> listing.rooms().isEmpty()
                                                        && listing.otherLines().isEmpty()
                                                ? ""
                                                : "the listing has lines")))
                        .silence()
                        .must(2)
                        .with(Trait.FRESH),
                Script.of("crds-1.3/next", "a second command over the same connection")
                        .with(CrdsRooms::listing)
                        .with(CrdsRooms::listing)
                        .must(2)
                        .with(Trait.GLUED)
                        .needing("crds-4.1/empty", "crds-4.1/sanity"),
                Script.of("crds-2.1/field", "a command follows one with fields")
                        .with(script -> make(script, field))
                        .with(CrdsRooms::listing)
                        .with(script -> delete(script, field.name()))
                        .with(CrdsRooms::listing)
                        .must(1)
                        .with(Trait.GLUED)
                        .needing("crds-1.3/next"),
                Script.of(LISTED, "a room is made")
                        .with(script -> make(script, made))
                        .with(script -> listing(script, "made", made))
                        .with(script -> delete(script, made.name()))
                        .with(CrdsRooms::listing)
                        .must(3)
                        .with(Trait.GLUED)
                        .needing("crds-2.1/field"),
                Script.of(DELETED, "makeroom and deleteroom have no reply, and do what they say")
                        .with(script -> make(script, gone))
                        .silence()
                        .with(script -> delete(script, gone.name()))
                        .silence()
                        .with(script -> listing(script, "gone"))
                        .must(3)
                        .with(Trait.WHOLE)
                        .needing(LISTED));
    }

    private static List<CheckCase> listings() {
        Room umlauts = new Room("Zürich-\u30c1\u30e3-\ud83d\ude00", address(4));
        Room byLength = new Room("é".repeat(127), address(5));
        Room longest = new Room("l".repeat(Room.MAX_NAME_BYTES), address(6));
        Room colons = new Room("a: b: c", address(7));
        Room limits = new Room("limits", "239.255.255.255", 65_535);
        List<Room> ordered = List.of(room("order-c", 8), room("order-a", 9), room("order-b", 10));
        List<Room> cases = List.of(room("Case", 11), room("CASE", 12));
        Room blank = room(" outer", 16);
        List<Room> many = Stream.iterate(0, i -> i < MANY_ROOMS, i -> i + 1)
                .map(i -> room("many-" + i + "-" + "m".repeat(240), 1000 + i))
                .toList();
        return List.of(
                Script.of("crds-2.2/umlauts", "a name of fewer characters than bytes")
                        .with(script -> make(script, umlauts))
                        .with(CrdsRooms::listing)
                        .with(script -> delete(script, umlauts.name()))
                        .with(CrdsRooms::listing)
                        .must(3),
                listed("crds-4.2/umlauts", "a listing with characters of two to four bytes", "Z", umlauts)
                        .must(3)
                        .needing("crds-2.2/umlauts"),
                listed("crds-4.2/long", "a listing with many characters of two bytes", "é", byLength)
                        .must(1)
                        .needing("crds-2.2/umlauts"),
                listed("crds-2.1/longest", "a name of 255 bytes", "l", longest, limits)
                        .must(1),
                ordered(Script.of("crds-4.4/order", "rooms are listed in the order of creation"), "order", ordered)
                        .must(4)
                        .with(Trait.GLUED),
                whole(Script.of("crds-3.1/case", "names are compared byte by byte"), "C", cases)
                        .must(1),
                listed("crds-3.1/blank", "a blank at the beginning belongs to a name", " ", blank)
                        .must(1),
                whole(Script.of("crds-4.1/large", "a listing of 40 rooms with long names"), "many", many)
                        .must(2)
                        .with(Trait.WHOLE),
                Script.of("crds-4.4/line", "the form of a line")
                        .with(script -> make(script, ordered.get(0)))
                        .with(script -> getdir(script, "well-formed lines", CrdsRooms.wellFormed()))
                        .with(script -> gone(script, "order", ordered.get(0)))
                        .should(0),
                listed("crds-4.4/colons", "a name with colons", "a: ", colons).should(0));
    }

    private static Script listed(String name, String title, String prefix, Room... rooms) {
        return whole(Script.of(name, title), prefix, List.of(rooms));
    }

    private static List<CheckCase> finds() {
        Room talk = room("talk", 13);
        Room umlauts = new Room("Köln", address(14));
        Room shared = room("shared", 15);
        Room prefixed = room("prefixed", 17);
        return List.of(
                found("crds-4.5/chat", "chat gets the address, and the server closes", talk)
                        .must(4),
                found("crds-4.5/umlauts", "chat of a name with an umlaut", umlauts)
                        .must(1)
                        .needing("crds-2.2/umlauts"),
                Script.of("crds-4.5/unknown", "chat of an unknown room is followed by a close")
                        .with(script -> findNone(script, "nowhere"))
                        .act("the server closes", stage -> stage.wire("1").drain(stage.patience()))
                        .end()
                        .habit(),
                Script.of("crds-3.1/prefix", "chat of the beginning of a name finds no room")
                        .with(script -> make(script, prefixed))
                        .on("2")
                        .with(script -> findNone(script, "pre"))
                        .on("1")
                        .with(script -> gone(script, "pre", prefixed))
                        .must(1)
                        .needing("any-1.2/several"),
                Script.of("crds-1.4/shared", "a room that one client makes is there for others")
                        .with(script -> make(script, shared))
                        .with(script -> listing(script, "shared", shared))
                        .on("2")
                        .with(script -> listing(script, "shared", shared))
                        .with(script -> gone(script, "shared", shared))
                        .on("1")
                        .with(script -> listing(script, "shared"))
                        .must(2)
                        .needing("any-1.2/several"));
    }

    private static Script found(String name, String title, Room room) {
        return Script.of(name, title)
                .with(script -> make(script, room))
                .with(script -> find(script, room))
                .end()
                .on("2")
                .with(script -> gone(script, room.name(), room));
    }

    private static CheckCase seeded(Random random) {
        List<Room> rooms = new ArrayList<>();
        for (int i = 0; i < SEEDED_ROOMS; i++) {
            StringBuilder name = new StringBuilder("seeded-" + i);
            random.ints(1 + random.nextInt(20), 'a', 'z' + 1).forEach(name::appendCodePoint);
            random.ints(random.nextInt(5), 'À', 'ÿ' + 1).forEach(name::appendCodePoint);
            int number = random.nextInt(1 << 16);
            String group = "239.88." + number / 256 + "." + number % 256;
            rooms.add(new Room(name.toString(), new RoomAddress(group, 1 + random.nextInt(65_535))));
        }
        return whole(Script.of("crds-4.2/seeded", "rooms of seeded names and addresses"), "seeded", rooms)
                .must(2)
                .needing("crds-2.2/umlauts");
    }
}
