// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.trace.Side;
import io.labnet.crds.CrdsCommand;
import io.labnet.crds.CrdsCommand.DeleteRoom;
import io.labnet.crds.CrdsCommand.FindRoom;
import io.labnet.crds.CrdsCommand.GetDirectory;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.testkit.DialogueScript;
import org.junit.jupiter.api.Test;

class CrdsDialogueTest {
    private static final MakeRoom ROOM = new MakeRoom("room1", "239.0.0.10", "5000");
    private static final String LISTING = "0000000000000017 726f6f6d313a203233392e302e302e31303a353030300a";
    private static final String EMPTY = "0000000000000000";

    private static DialogueScript sent(CrdsCommand... commands) {
        DialogueScript script = new DialogueScript();
        for (CrdsCommand command : commands) {
            script.say(Side.CLIENT, command.encode());
        }
        return script;
    }

    private static String breach(DialogueScript script) {
        return script.end(Side.CLIENT).end(Side.SERVER).breach(CrdsDialogue::new);
    }

    @Test
    void rightConversation_isDescribed() {
        DialogueScript script = sent(ROOM, new GetDirectory()).serverHex(LISTING);
        script.say(Side.CLIENT, new FindRoom("room1").encode())
                .serverHex("0a3233392e302e302e31300435303030")
                .end(Side.SERVER);

        assertThat(script.transcript(new CrdsDialogue()))
                .containsExactly(
                        "+0.000 a client connected to a server, 1970-01-01T00:00:00Z",
                        "+0.000 client: makeroom room1 239.0.0.10:5000, 23 bytes",
                        "        0000  02                                               command makeroom",
                        "        0001  05                                               length 5",
                        "        0002  72 6f 6f 6d 31                                   name room1",
                        "        0007  0a                                               length 10",
                        "        0008  32 33 39 2e 30 2e 30 2e 31 30                    address 239.0.0.10",
                        "        0012  04                                               length 4",
                        "        0013  35 30 30 30                                      port 5000",
                        "+0.000 client: getdir, 1 byte",
                        "        0000  01                                               command getdir",
                        "+0.000 server: listing of 1 room, 31 bytes",
                        "        0000  00 00 00 00 00 00 00 17                          length of the lines",
                        "        0008  72 6f 6f 6d 31 3a 20 32 33 39 2e 30 2e 30 2e 31  \"room1: 239.0.0.1\"",
                        "        0018  30 3a 35 30 30 30 0a                             \"0:5000\\x0a\"",
                        "+0.000 client: chat room1, 7 bytes",
                        "        0000  04                                               command chat",
                        "        0001  05                                               length 5",
                        "        0002  72 6f 6f 6d 31                                   name room1",
                        "+0.000 server: the room's address is 239.0.0.10:5000, 16 bytes",
                        "        0000  0a                                               length 10",
                        "        0001  32 33 39 2e 30 2e 30 2e 31 30                    address 239.0.0.10",
                        "        000b  04                                               length of the port",
                        "        000c  35 30 30 30                                      \"5000\"",
                        "+0.000 server ended its output",
                        "+0.000 closed");
    }

    @Test
    void rightConversations_breakNothing() {
        assertThat(breach(new DialogueScript())).isEmpty();
        assertThat(breach(sent(ROOM, new DeleteRoom("room1"), ROOM))).isEmpty();
        assertThat(breach(sent(new GetDirectory(), ROOM, new GetDirectory()).serverHex(EMPTY + LISTING)))
                .isEmpty();
        assertThat(breach(sent(new FindRoom("room9")).serverHex("00"))).isEmpty();
        assertThat(breach(sent(new FindRoom("room9")).serverHex(EMPTY))).isEmpty();
    }

    @Test
    void nameThatAListingLacks_isFree() {
        DialogueScript script = sent(ROOM, new GetDirectory()).serverHex(EMPTY);

        assertThat(breach(script.say(Side.CLIENT, ROOM.encode()))).isEmpty();
    }

    @Test
    void commands_breakRules() {
        assertThat(breach(new DialogueScript().client("getdir"))).isEqualTo("client crds-1.1");
        assertThat(breach(new DialogueScript().clientHex("0305726f6f"))).isEqualTo("client crds-1.2");
        assertThat(breach(new DialogueScript().clientHex("010a").serverHex(EMPTY)))
                .isEqualTo("client crds-1.3");
        assertThat(breach(sent(new MakeRoom("", "239.0.0.10", "5000")))).isEqualTo("client crds-2.1");
        assertThat(breach(sent(new MakeRoom("room1\n", "239.0.0.10", "5000")))).isEqualTo("client crds-3.1");
        assertThat(breach(sent(new MakeRoom("room1", "239.0.0.010", "5000")))).isEqualTo("client crds-3.2");
        assertThat(breach(sent(new MakeRoom("room1", "224.0.0.1", "5000")))).isEqualTo("client crds-3.3");
        assertThat(breach(sent(new MakeRoom("room1", "239.0.0.1", "0")))).isEqualTo("client crds-3.4");
        assertThat(breach(sent(ROOM, ROOM))).isEqualTo("client crds-3.5");
        assertThat(breach(sent(ROOM, new MakeRoom("room2", "239.0.0.10", "5000"))))
                .isEqualTo("client crds-3.5");
    }

    @Test
    void roomsOfOthers_mayHaveBeenDeleted() {
        assertThat(breach(sent(new GetDirectory()).serverHex(LISTING).say(Side.CLIENT, ROOM.encode())))
                .isEmpty();
        assertThat(breach(sent(ROOM, new GetDirectory()).serverHex(EMPTY).say(Side.CLIENT, ROOM.encode())))
                .isEmpty();
        assertThat(breach(sent(ROOM, new GetDirectory()).serverHex(LISTING).say(Side.CLIENT, ROOM.encode())))
                .isEqualTo("client crds-3.5");
    }

    @Test
    void directoryRules_count() {
        DialogueScript twice = sent(ROOM, ROOM);
        assertThat(twice.breach(() -> new CrdsDialogue(new DirectoryRules(10, true))))
                .isEmpty();
        DialogueScript two = sent(ROOM, new MakeRoom("room2", "239.0.0.10", "5001"));
        assertThat(two.breach(() -> new CrdsDialogue(new DirectoryRules(1, false))))
                .isEqualTo("client crds-3.6");
    }

    @Test
    void replies_breakRules() {
        assertThat(breach(sent(new GetDirectory()))).isEqualTo("server crds-4.1");
        assertThat(breach(sent(new GetDirectory()).server("room1: 239.0.0.10:5000\n")))
                .isEqualTo("server crds-4.1");
        assertThat(breach(sent(new GetDirectory()).serverHex("0000000000000018 61")))
                .isEqualTo("server crds-4.2");
        assertThat(breach(sent(new GetDirectory()).serverHex("000000000000000f c3a93a203233392e302e302e313a310a")))
                .isEqualTo("server crds-4.2");
        assertThat(breach(sent(new GetDirectory()).serverHex("0000000004000001")))
                .isEqualTo("server crds-4.3");
        assertThat(breach(sent(new FindRoom("room1")))).isEqualTo("server crds-4.5");
        assertThat(breach(sent(new FindRoom("room1")).serverHex("ef00000a1388")))
                .isEqualTo("server crds-4.5");
        assertThat(breach(sent(ROOM).server("OK"))).isEqualTo("server crds-4.7");
        assertThat(breach(sent(new DeleteRoom("room1")).server("OK"))).isEqualTo("server crds-4.7");
    }

    @Test
    void flawOfListing_isInTheWords() {
        DialogueScript script = sent(new GetDirectory()).serverHex("000000000000000e 613a203233392e302e302e313a31");

        assertThat(script.transcript(new CrdsDialogue())).anyMatch(line -> line.contains("(crds-4.4)"));
        assertThat(breach(script)).isEmpty();
    }

    @Test
    void serverThatClosesAfterInvalidCommand_breaksNothing() {
        DialogueScript script = new DialogueScript().client("getdir").end(Side.SERVER);

        assertThat(script.transcript(new CrdsDialogue())).endsWith("+0.000 server ended its output", "+0.000 closed");
    }
}
