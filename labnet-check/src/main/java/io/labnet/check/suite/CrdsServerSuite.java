// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.suite;

import io.labnet.check.CheckCase;
import io.labnet.check.CheckCase.Trait;
import io.labnet.check.Suite;
import io.labnet.check.script.Expectation;
import io.labnet.check.script.Script;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import io.labnet.crds.CrdsCommand;
import io.labnet.crds.CrdsCommand.DeleteRoom;
import io.labnet.crds.CrdsCommand.FindRoom;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.CrdsReply;
import io.labnet.crds.CrdsRule;
import io.labnet.crds.FindReply;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomListing;
import io.labnet.crds.trace.CrdsDialogue;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The cases of directory servers. Every case makes rooms of its own names and addresses, since a directory may have been
 * used before.
 */
public final class CrdsServerSuite implements Suite {
    private static final int MAX_NAME = 255;
    private static final int PORT = 5000;
    private static final int MANY_ROOMS = 300;
    private static final byte[] GETDIR = new CrdsCommand.GetDirectory().encode();

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
        Room room = room("sanity", 0);
        return Script.of("crds-4.1/sanity", "a room is made, listed and deleted")
                .send("makeroom " + room.name(), new MakeRoom(room).encode())
                .send("getdir", GETDIR)
                .expect("a listing with " + room.name(), listed("sanity", room))
                .send("deleteroom " + room.name(), new DeleteRoom(room.name()).encode())
                .must(0);
    }

    @Override
    public List<CheckCase> cases(Random random) {
        List<CheckCase> cases = new ArrayList<>(listings());
        cases.addAll(finds());
        cases.addAll(refusals());
        cases.addAll(connections());
        cases.addAll(hostile());
        cases.addAll(seeded(random));
        return cases;
    }

    private static List<CheckCase> listings() {
        Room one = room("one", 1);
        Room umlauts = new Room("Zürich-\u30c1\u30e3", address(2));
        List<Room> several = List.of(room("order-c", 3), room("order-a", 4), room("order-b", 5));
        Room gone = room("gone", 6);
        Room longest = new Room("l".repeat(MAX_NAME), address(7));
        Room colons = new Room("a: b: c", address(8));
        List<Room> many = Stream.iterate(0, i -> i < MANY_ROOMS, i -> i + 1)
                .map(i -> room("many-" + i, 1000 + i))
                .toList();
        return List.of(
                Script.of("crds-4.1/empty", "the listing of an empty directory is eight zero bytes")
                        .send("getdir", GETDIR)
                        .expect("eight zero bytes", Expectation.exactly(new byte[8]))
                        .silence()
                        .must(2)
                        .with(Trait.FRESH),
                with(Script.of("crds-4.2/one", "a room is in the listing"), "one", one)
                        .must(2)
                        .with(Trait.GLUED),
                with(Script.of("crds-4.2/umlauts", "a name with characters of two and three bytes"), "Z", umlauts)
                        .must(3),
                with(Script.of("crds-4.4/order", "rooms are listed in the order of creation"), "order", several)
                        .must(3)
                        .with(Trait.GLUED),
                with(Script.of("crds-2.1/longest", "a name of 255 bytes"), "l", longest)
                        .must(1),
                with(Script.of("crds-4.4/colons", "a name with colons"), "a: ", colons)
                        .should(1),
                with(Script.of("crds-4.1/large", "a listing of 300 rooms"), "many", many)
                        .must(2)
                        .with(Trait.WHOLE),
                Script.of("crds-4.7/silence", "makeroom and deleteroom have no reply")
                        .send("makeroom " + gone.name(), make(gone))
                        .silence()
                        .send("deleteroom " + gone.name(), delete(gone))
                        .silence()
                        .send("getdir", GETDIR)
                        .expect("a listing without " + gone.name(), listed("gone"))
                        .must(3)
                        .with(Trait.WHOLE));
    }

    private static List<CheckCase> finds() {
        Room room = room("talk", 10);
        return List.of(
                Script.of("crds-4.5/chat", "chat gets the address, and the server closes")
                        .send("makeroom " + room.name(), make(room))
                        .send("chat " + room.name(), new FindRoom(room.name()).encode())
                        .expect("the address " + room.address(), found(room.address()))
                        .end()
                        .on("2")
                        .send("deleteroom " + room.name(), delete(room))
                        .must(4),
                Script.of("crds-4.6/unknown", "chat of an unknown room gets a zero byte, and the server closes")
                        .send("chat nowhere", new FindRoom("nowhere").encode())
                        .expect("one zero byte, or eight", found(null))
                        .act("the server closes", stage -> stage.wire("1").drain(stage.patience()))
                        .must(2));
    }

    private static List<CheckCase> refusals() {
        Room first = room("first", 20);
        Room sameName = new Room("first", address(21));
        Room sameAddress = new Room("second", first.address());
        return List.of(
                refused("crds-3.5/name", "a taken name is refused", first, make(sameName), "fi"),
                refused("crds-3.5/address", "a taken address is refused", first, make(sameAddress), "second"),
                refused(
                        "crds-3.3/network",
                        "an address outside 239.0.0.0/8 is refused",
                        first,
                        new MakeRoom("outside", "224.0.0.1", "5000").encode(),
                        "outside"),
                refused(
                        "crds-3.2/name",
                        "an address that is no dotted quad is refused",
                        first,
                        new MakeRoom("nodots", "localhost", "5000").encode(),
                        "nodots"),
                refused(
                        "crds-3.4/zero",
                        "a port out of range is refused",
                        first,
                        new MakeRoom("noport", "239.7.0.1", "70000").encode(),
                        "noport"),
                refused(
                        "crds-2.1/empty",
                        "an empty name breaks nothing",
                        first,
                        bytes("02 00 09 3233392e372e302e32 04 35303030"),
                        ""));
    }

    /** A case in which a room is made, another makeroom is refused, and the connection goes on. */
    private static CheckCase refused(String name, String title, Room made, byte[] makeroom, String prefix) {
        List<Room> expected = made.name().startsWith(prefix) ? List.of(made) : List.of();
        return Script.of(name, title)
                .send("makeroom " + made.name(), make(made))
                .send("makeroom that is refused", makeroom)
                .send("getdir", GETDIR)
                .expect(
                        "a listing in which only the first room is",
                        listed(prefix.isEmpty() ? "fi" : prefix, prefix.isEmpty() ? List.of(made) : expected))
                .send("deleteroom " + made.name(), delete(made))
                .must(3)
                .with(Trait.HOSTILE);
    }

    private static List<CheckCase> connections() {
        Room room = room("shared", 30);
        return List.of(
                Script.of("any-1.2/silent", "clients that are silent hold up no other")
                        .on("silent")
                        .open()
                        .on("half")
                        .send("half a makeroom", bytes("02 05 72 6f"))
                        .on("1")
                        .send("makeroom " + room.name(), make(room))
                        .on("2")
                        .open()
                        .on("1")
                        .send("getdir", GETDIR)
                        .expect("a listing", listed("shared", room))
                        .on("2")
                        .send("getdir", GETDIR)
                        .expect("the same listing", listed("shared", room))
                        .send("deleteroom " + room.name(), delete(room))
                        .must(5)
                        .with(Trait.WHOLE, Trait.HOSTILE),
                Script.of("any-1.1/vanishes", "a client vanishes in the middle of a command")
                        .send("half a makeroom", bytes("02 05 72 6f"))
                        .abort()
                        .must(2)
                        .with(Trait.WHOLE, Trait.HOSTILE),
                Script.of("any-1.3/restart", "the server starts again on its port")
                        .send("getdir", GETDIR)
                        .expect("a listing", listing("a listing", rooms -> ""))
                        .act("kill the server, and start it again", stage -> stage.subject()
                                .restart())
                        .on("2")
                        .send("getdir", GETDIR)
                        .expect("a listing", listing("a listing", rooms -> ""))
                        .must(2)
                        .with(Trait.WHOLE, Trait.LAST));
    }

    private static List<CheckCase> hostile() {
        return List.of(
                hostile(
                        "crds-1.1/http",
                        "an HTTP request",
                        "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                hostile("crds-1.1/zero", "a command byte 0", new byte[] {0}),
                hostile(
                        "crds-3.1/utf8",
                        "a name that is not UTF-8",
                        bytes("02 02 c3 28 09 3233392e372e302e33 04 35303030")),
                hostile("crds-2.3/empty", "a makeroom whose three fields are empty", bytes("02 00 00 00")),
                hostile("crds-1.1/random", "all byte values", allBytes()));
    }

    private static CheckCase hostile(String name, String title, byte[] bytes) {
        return Script.of(name, title + ", after which the next client is served")
                .send(title, bytes)
                .anything()
                .should(1)
                .with(Trait.HOSTILE, Trait.WHOLE);
    }

    private static List<CheckCase> seeded(Random random) {
        List<Room> rooms = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            StringBuilder name = new StringBuilder("seeded-");
            random.ints(1 + random.nextInt(20), 'a', 'z' + 1).forEach(name::appendCodePoint);
            rooms.add(new Room(name.toString(), address(2000 + random.nextInt(40_000))));
        }
        return List.of(with(Script.of("crds-4.2/seeded", "rooms of seeded names and addresses"), "seeded", rooms)
                .must(2));
    }

    /** Makes rooms, expects them in a listing, and deletes them. */
    private static Script with(Script script, String prefix, Room... rooms) {
        return with(script, prefix, List.of(rooms));
    }

    private static Script with(Script script, String prefix, List<Room> rooms) {
        rooms.forEach(room -> script.send("makeroom " + room.name(), make(room)));
        script.send("getdir", GETDIR).expect("a listing with " + names(rooms), listed(prefix, rooms));
        rooms.forEach(room -> script.send("deleteroom " + room.name(), delete(room)));
        return script;
    }

    private static String names(List<Room> rooms) {
        return rooms.size() == 1 ? rooms.get(0).name() : rooms.size() + " rooms in the order of creation";
    }

    private static Room room(String name, int number) {
        return new Room(name, address(number));
    }

    private static RoomAddress address(int number) {
        return new RoomAddress("239.77." + number / 256 + "." + number % 256, PORT);
    }

    private static byte[] make(Room room) {
        return new MakeRoom(room).encode();
    }

    private static byte[] delete(Room room) {
        return new DeleteRoom(room.name()).encode();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] allBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return all;
    }

    private static Expectation listed(String prefix, Room... rooms) {
        return listed(prefix, List.of(rooms));
    }

    private static Expectation listed(String prefix, List<Room> expected) {
        return listing(expected.isEmpty() ? "no room " + prefix : "a listing with " + names(expected), listing -> {
            List<Room> own = listing.rooms().stream()
                    .filter(room -> room.name().startsWith(prefix))
                    .toList();
            return own.equals(expected) ? "" : "the listing has the rooms " + own + ", not " + expected;
        });
    }

    private static Expectation listing(String expected, java.util.function.Function<RoomListing, String> problem) {
        return Expectation.message(
                () -> CrdsProtocol.listingClient().decoders().get(),
                expected,
                (CrdsReply reply, io.labnet.check.script.Stage stage) ->
                        reply instanceof RoomListing listing ? problem.apply(listing) : "this is no listing");
    }

    private static Expectation found(@org.jspecify.annotations.Nullable RoomAddress address) {
        return Expectation.message(
                () -> CrdsProtocol.findingClient().decoders().get(),
                address == null ? "no room" : "the address " + address,
                (CrdsReply reply, io.labnet.check.script.Stage stage) -> {
                    RoomAddress came = ((FindReply) reply).address();
                    return java.util.Objects.equals(came, address) ? "" : "the reply is " + came + ", not " + address;
                });
    }
}
