// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.crds;

import io.labnet.check.Suite;
import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Script;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import io.labnet.crds.CrdsCommand.DeleteRoom;
import io.labnet.crds.CrdsCommand.FindRoom;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.CrdsRule;
import io.labnet.crds.FindReply;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.RoomListing;
import io.labnet.crds.trace.CrdsDialogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The cases of clients of a directory, whose commands are typed on their console. */
public final class CrdsClientSuite implements Suite {
    private static final int MANY_ROOMS = 2000;
    private static final RoomAddress ADDRESS = new RoomAddress("239.0.0.10", 5000);
    private static final Room ROOM = new Room("room1", ADDRESS);
    private static final String SANITY = "crds-4.1/sanity";
    private static final String MADE = "crds-2.3/makeroom";

    /** Creates the suite. */
    public CrdsClientSuite() {}

    @Override
    public String protocol() {
        return "crds";
    }

    @Override
    public Side side() {
        return Side.CLIENT;
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
        return new Variant("crds-4.1", Level.MUST);
    }

    @Override
    public CheckCase sanity() {
        return printed(SANITY, "a listing of one room is printed", List.of(ROOM))
                .must(0);
    }

    @Override
    public List<CheckCase> cases(Random random) {
        List<CheckCase> cases = new ArrayList<>();
        listings().forEach(each -> cases.add(each.needing(SANITY)));
        commands(random).forEach(each -> cases.add(each.with(Trait.WHOLE).needing(SANITY)));
        finds().forEach(each -> cases.add(each.with(Trait.WHOLE)));
        mistyped().forEach(each -> cases.add(each.with(Trait.WHOLE).needing(SANITY)));
        losses().forEach(each -> cases.add(each.with(Trait.WHOLE).needing(SANITY)));
        return cases;
    }

    private static Stream<CheckCase> listings() {
        List<Room> umlauts = List.of(new Room("Zürich", "239.0.0.11", 5001), new Room("チャ", "239.0.0.12", 65_535));
        List<Room> many = Stream.iterate(1, i -> i <= MANY_ROOMS, i -> i + 1)
                .map(i -> CrdsRooms.room("many-" + i, i))
                .toList();
        return Stream.of(
                typed("crds-4.1/empty", "an empty listing, and the next command", "getdir", "deleteroom room1")
                        .with(CrdsService::listed)
                        .with(script -> CrdsService.expect(script, "deleteroom room1", new DeleteRoom("room1")))
                        .must(4),
                printed("crds-4.1/pieces", "a listing, whole and in pieces", List.of(ROOM, many.get(0)))
                        .must(8),
                printed("crds-4.2/umlauts", "a listing of fewer characters than bytes", umlauts)
                        .must(6)
                        .with(Trait.WHOLE),
                printed("crds-4.1/large", "a listing of " + MANY_ROOMS + " rooms", many)
                        .must(4)
                        .with(Trait.WHOLE));
    }

    /** A case in which a listing is printed, and another command follows. */
    private static Script printed(String name, String title, List<Room> rooms) {
        Room last = rooms.get(rooms.size() - 1);
        return typed(name, title, "getdir", "getdir", "bye")
                .with(script -> CrdsService.answering(script, new RoomListing(rooms).encode()))
                .with(CrdsService::listed)
                .with(CrdsService::listed)
                .with(CrdsService::left)
                .prints("the room " + last, printed -> printed.contains(last.name()) && printed.contains(last.group()))
                .exitsWithSuccess();
    }

    private static Stream<CheckCase> commands(Random random) {
        Room umlauts = new Room("café-ß", "239.0.0.13", 5002);
        Room blank = new Room("my room", "239.0.0.14", 1);
        Room longest = new Room("é".repeat(127) + "e", "239.255.255.255", 65_535);
        String seeded = "room-" + random.nextInt(1_000_000);
        Room another = new Room(seeded, "239.1." + random.nextInt(256) + "." + random.nextInt(256), 7000);
        return Stream.of(
                made(MADE, "name, address and port of a makeroom", ROOM).must(6),
                made("crds-2.2/umlauts", "a makeroom of a name with umlauts", umlauts)
                        .must(6)
                        .needing(MADE),
                made("crds-2.2/longest", "a makeroom of a name of 255 bytes", longest)
                        .must(1)
                        .needing("crds-2.2/umlauts"),
                made("crds-2.3/blank", "a makeroom of a name with a blank", blank)
                        .habit()
                        .needing(MADE),
                made("crds-2.3/seeded", "a makeroom with seeded fields", another)
                        .must(1)
                        .needing(MADE),
                typed("crds-1.3/deleteroom", "a deleteroom", "deleteroom room1", "bye")
                        .with(script -> CrdsService.expect(script, "deleteroom room1", new DeleteRoom("room1")))
                        .must(4),
                typed("crds-4.7/next", "the client does not wait for a reply", line(ROOM), "deleteroom room1", "bye")
                        .with(script -> CrdsService.expect(script, line(ROOM), new MakeRoom(ROOM)))
                        .with(script -> CrdsService.expect(script, "deleteroom room1", new DeleteRoom("room1")))
                        .with(CrdsService::left)
                        .exits("by itself", status -> true)
                        .must(5)
                        .needing(MADE, "crds-1.3/deleteroom"));
    }

    private static Script made(String name, String title, Room room) {
        return typed(name, title, line(room), "bye")
                .with(script -> CrdsService.expect(script, line(room), new MakeRoom(room)))
                .act("the next command", stage -> stage.wire("1")
                        .drain(stage.patience().dividedBy(10)));
    }

    private static Stream<CheckCase> finds() {
        byte[] found = new FindReply(ADDRESS).encode();
        return Stream.of(
                chat("crds-4.5/chat", "chat sends the name, and reads address and port")
                        .send("the address " + ADDRESS, found)
                        .finish()
                        .exitsWithSuccess()
                        .must(5),
                chat("crds-4.5/pieces", "the reply to chat in two pieces")
                        .send("the first bytes of " + ADDRESS, Arrays.copyOf(found, 7))
                        .send("the rest", Arrays.copyOfRange(found, 7, found.length))
                        .finish()
                        .exitsWithSuccess()
                        .must(4)
                        .with(Trait.PIECES)
                        .needing("crds-4.5/chat"),
                unknown("crds-4.6/zero", "one zero byte for an unknown room", new byte[1])
                        .needing("crds-4.5/chat"),
                unknown("crds-4.6/zeros", "eight zero bytes for an unknown room", new byte[8])
                        .needing("crds-4.5/chat"),
                CrdsChat.messages(
                                chat("crds-5.1/messages", "an empty line is not sent as a message", "chat room1"), ROOM)
                        .must(2)
                        .needing("crds-4.5/chat"),
                CrdsChat.sender(
                                chat("crds-5.2/sender", "a message begins with the name", "name Mel", "chat room1"),
                                ROOM)
                        .should(0)
                        .needing("crds-4.5/chat"));
    }

    private static Script chat(String name, String title) {
        return chat(name, title, "chat room1", "exit!", "bye").endInput();
    }

    private static Script chat(String name, String title, String... lines) {
        Script script = Script.of(name, title);
        Arrays.stream(lines).forEach(script::type);
        return CrdsService.expect(script, "chat room1", new FindRoom("room1"));
    }

    /** A client goes on after a chat of a room that is not there. */
    private static CheckCase unknown(String name, String title, byte[] reply) {
        return Script.of(name, title)
                .type("chat room1")
                .with(script -> CrdsService.expect(script, "chat room1", new FindRoom("room1")))
                .send(title, reply)
                .finish()
                .type("connect")
                .type("getdir")
                .on("2")
                .with(CrdsService::listed)
                .habit();
    }

    /** Cases of what a person may type by mistake, which a client should not send. */
    private static Stream<CheckCase> mistyped() {
        return Stream.of(
                        mistyped("crds-3.3/typed", "an address outside 239.0.0.0/8", "makeroom room1 10.0.0.1 5000"),
                        mistyped("crds-3.4/typed", "a port above 65535", "makeroom room1 239.0.0.10 70000"),
                        mistyped("crds-3.2/typed", "an address that is none", "makeroom room1 localhost 5000"),
                        mistyped("crds-2.1/typed", "an empty name", "makeroom  239.0.0.10 5000"))
                .map(each -> each.should(0));
    }

    private static Script mistyped(String name, String title, String line) {
        return typed(name, title + " is not sent", line, "bye")
                .with(CrdsService::left)
                .exits("by itself", status -> true);
    }

    private static Stream<CheckCase> losses() {
        byte[] listing = new RoomListing(List.of(ROOM)).encode();
        return Stream.of(
                lost("any-2.2/half", "the server closes within a listing", Arrays.copyOf(listing, 15))
                        .must(3),
                lost("any-2.2/length", "the server closes within the length of a listing", Arrays.copyOf(listing, 3))
                        .must(2),
                lost("any-2.2/closed", "the server closes without a listing", new byte[0])
                        .must(2));
    }

    private static Script lost(String name, String title, byte[] listing) {
        return typed(name, title, "getdir", "bye")
                .with(script -> CrdsService.answering(script, listing))
                .with(CrdsService::listed)
                .finish()
                .exits("by itself", status -> true);
    }

    private static String line(Room room) {
        return "makeroom " + room.name() + " " + room.group() + " " + room.port();
    }

    /** Begins a case: the client connects, and everything is typed at once. */
    private static Script typed(String name, String title, String... lines) {
        Script script = Script.of(name, title).type("connect");
        Arrays.stream(lines).forEach(script::type);
        return script.endInput();
    }
}
