// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.crds.ChatShell.Next;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell without a terminal, a network or a port. */
class ChatShellTest extends ChatShellFixture {
    @Test
    void prompt_showsMode() {
        assertThat(shell.prompt()).isEqualTo("crds> ");
        shell.enter("connect");
        assertThat(shell.prompt()).isEqualTo("crds@127.0.0.1:50001> ");
        shell.enter("chat room1");
        assertThat(shell.prompt()).isEqualTo("[room1] Mel> ");
        assertThat(shell.enter("exit!")).isEqualTo(Next.NEW_LINE);
        assertThat(shell.prompt()).isEqualTo("crds@127.0.0.1:50001> ");
        assertThat(shell.enter("bye")).isEqualTo(Next.NEW_LINE);
        assertThat(shell.prompt()).isEqualTo("crds> ");
        assertThat(shell.enter("bye")).isEqualTo(Next.END);
        assertThat(mel.problems).isEmpty();
    }

    @Test
    void rooms_areMadeListedAndDeleted() {
        enter("connect", "makeroom my  room 239.0.0.11 5001", "getdir", "deleteroom room1", "deleteroom my  room");
        enter("getdir");

        assertThat(mel.printed)
                .containsExactly(
                        "Connected to 127.0.0.1:50001, rooms: 1.",
                        "made my  room: 239.0.0.11:5001",
                        "room1: 239.0.0.10:5000",
                        "my  room: 239.0.0.11:5001",
                        "deleted room1",
                        "deleted my  room",
                        "There are no rooms.");
        assertThat(mel.problems).isEmpty();
        assertThat(shell.problems()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "makeroom room1 239.0.0.12 5000 | the room 'room1: 239.0.0.12:5000' was not made: another room has its name",
                "makeroom r2 239.0.0.10 5000 | the room 'r2: 239.0.0.10:5000' was not made: another room has its address and port",
                "makeroom room1 239.0.0.10 5000 | the room 'room1: 239.0.0.10:5000' was not made: it exists already",
                "makeroom r2 224.0.0.1 5000 | address 224.0.0.1 lies outside 239.0.0.0/8",
                "makeroom r2 239.0.0.11 65536 | port 65536 lies outside 1 to 65535",
                "makeroom r2 239.0.0.11 abc | 'r2 239.0.0.11 abc' is not a room such as 'room1 239.0.0.10 5000'",
                "makeroom | '' is not a room such as 'room1 239.0.0.10 5000'",
                "deleteroom r2 | there is no room 'r2'",
                "deleteroom | '' cannot name a room: its name is empty",
                "chat r2 | there is no room 'r2'",
                "chat a\u001bb | 'a\\x1bb' cannot name a room: its name has a control character",
                "name a: b | 'a: b' is not a chat name: use 1 to 255 bytes without control characters and without ': '",
                "connect | already connected to SERVER: 'bye' disconnects",
                "getdir all | 'getdir' takes no arguments, not 'all'",
                "frob | 'frob' is not a command; 'help' lists the commands",
                "GETDIR | 'GETDIR' is not a command; 'help' lists the commands",
            })
    void invalidCommand_whileConnected_isExplained(String typed, String problem) {
        shell.enter("connect");

        assertThat(shell.enter(typed)).isEqualTo(Next.NEW_LINE);

        assertThat(mel.problems).containsExactly(problem.replace("SERVER", "" + server.endpoint()));
        assertThat(shell.problems()).isOne();
        assertThat(shell.mode()).isEqualTo(ChatShell.Mode.CONNECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"getdir", "makeroom r2 239.0.0.11 5000", "deleteroom room1"})
    void directoryCommand_withoutConnection_isRefused(String typed) {
        shell.enter(typed);

        assertThat(mel.problems)
                .containsExactly("'" + ShellLine.of(typed).command() + "' needs a connection: use 'connect' first");
    }

    @Test
    void connection_isKeptUntilBye() {
        enter("connect", "makeroom r2 239.0.0.11 5001", "getdir", "deleteroom r2", "deleteroom r2", "getdir");
        assertThat(connections.began).hasValue(1);
        assertThat(connections.ended).hasValue(0);
        enter("chat room1", "exit!");
        assertThat(connections.began).as("one more, to ask for the room").hasValue(2);
        await().atMost(ChildProcess.PATIENCE).until(() -> connections.ended.get() == 1);
        enter("getdir", "bye");
        await().atMost(ChildProcess.PATIENCE).until(() -> connections.ended.get() == 2);
        assertThat(connections.began).hasValue(2);
        enter("connect");
        assertThat(connections.began).hasValue(3);
        shell.close();
        await().atMost(ChildProcess.PATIENCE).until(() -> connections.ended.get() == 3);
        assertThat(mel.problems).containsExactly("there is no room 'r2'");
    }

    /** The directory may have closed an idle connection or been restarted. */
    @Test
    void closedConnection_isOpenedAgain() {
        enter("connect");
        server.close();
        server = serve();
        enter("getdir", "bye");
        assertThat(mel.printed).endsWith("room1: 239.0.0.10:5000");
        assertThat(mel.problems).isEmpty();
        assertThat(connections.began).hasValue(2);
    }

    @Test
    void lostDirectory_disconnects() {
        shell.enter("connect");
        server.close();
        shell.enter("getdir");

        assertThat(mel.problems).singleElement().asString().matches("the directory at .*; disconnected");
        assertThat(shell.mode()).isEqualTo(ChatShell.Mode.MAIN);
        shell.enter("connect");
        assertThat(shell.mode()).isEqualTo(ChatShell.Mode.MAIN);
        assertThat(shell.roomNames()).containsExactly("room1");
    }

    @Test
    void lines_areCountedByOutcome() {
        enter("", " ", "help", "frob");
        assertThat(shell.entered()).isEqualTo(2);
        assertThat(shell.done()).isZero();
        enter("connect", "getdir", "chat room1", "hello", "exit!");
        assertThat(shell.done()).isEqualTo(4);
        assertThat(shell.problems()).isOne();
    }

    @Test
    void back_leavesRoomThenDisconnectsThenEnds() {
        enter("connect", "chat room1");
        for (ChatShell.Mode mode : List.of(ChatShell.Mode.CONNECTED, ChatShell.Mode.MAIN)) {
            assertThat(shell.back()).isEqualTo(Next.NEW_LINE);
            assertThat(shell.mode()).isEqualTo(mode);
        }
        assertThat(shell.back()).isEqualTo(Next.END);
    }

    @Test
    void help_listsAvailableCommands() {
        shell.enter("help");
        assertThat(mel.printed).hasSize(5).noneMatch(line -> line.startsWith("getdir"));
        shell.enter("connect");
        mel.printed.clear();
        shell.enter("help");
        assertThat(mel.printed)
                .hasSize(7)
                .contains("makeroom <name> <address> <port>   make a room")
                .noneMatch(line -> line.startsWith("connect"));
    }
}
