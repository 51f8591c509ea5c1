// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.crds.ChatShell.Next;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.datagram.Membership;
import io.labnet.core.transport.datagram.MemoryDatagrams;
import io.labnet.core.transport.fault.DatagramFaults;
import io.labnet.crds.Room;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsService;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell without a terminal, a network or a port. */
class ChatShellTest {
    private static final Endpoint AT = Endpoint.loopback(50001);

    /** The shell keeps its connection, so a stopping server need not wait for it. */
    private static final Duration BRIEF_DRAIN = Duration.ofMillis(50);

    private final MemoryTransport transport = new MemoryTransport();
    private final MemoryDatagrams datagrams = new MemoryDatagrams();
    private final MemoryRoomDirectory directory = new MemoryRoomDirectory();
    private final Output mel = new Output();
    private final ConnectionCounts connections = new ConnectionCounts();
    private final ChatShell shell = new ChatShell(transport, AT, datagrams, "Mel", mel);
    private Server server = serve();

    private static final class Output implements ChatShell.Output {
        final List<String> printed = new CopyOnWriteArrayList<>();
        final List<String> problems = new CopyOnWriteArrayList<>();
        volatile CountDownLatch shows = new CountDownLatch(0);

        @Override
        public void print(String line) {
            try {
                shows.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            printed.add(line);
        }

        @Override
        public void complain(String problem) {
            problems.add(problem);
        }
    }

    private Server serve() {
        try {
            CrdsService service = new CrdsService(directory, connections);
            return transport.serve(AT, service, ServerOptions.defaults().withDrain(BRIEF_DRAIN));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void makeRooms() {
        directory.create(new Room("room1", "239.0.0.10", 5000));
    }

    @AfterEach
    void stop() {
        shell.close();
        server.close();
    }

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
    void room_sendsTypedLines() throws IOException {
        try (Membership other = join()) {
            enter("name Zoë", "chat room1", " ça va: oui! ", "", "exit?");

            assertThat(heard(other)).isEqualTo("Zoë:  ça va: oui! ");
            assertThat(heard(other)).isEqualTo("Zoë: exit?");
            send(other, "Mel: hello\n");
            awaitPrinted("| Mel: hello");
        }
        assertThat(mel.printed)
                .containsExactly(
                        "Your name is Zoë.",
                        "You are in room1, 239.0.0.10:5000 in memory. Typed lines are sent; Ctrl-] or exit! leaves the room.",
                        "| Zoë:  ça va: oui! ",
                        "| Zoë: exit?",
                        "| Mel: hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit!", " exit! ", "\u001d"})
    void room_isLeftByALine(String line) throws IOException {
        enter("chat room1", line);
        assertThat(shell.mode()).isEqualTo(ChatShell.Mode.MAIN);
        try (Membership other = join()) {
            enter("hello");
            send(other, "Mel: is anybody there?");
        }
        assertThat(mel.problems).containsExactly("'hello' is not a command; 'help' lists the commands");
        assertThat(mel.printed).hasSize(1);
    }

    /** The lines of a script arrive together. */
    @ParameterizedTest
    @ValueSource(strings = {"exit!", ""})
    void leavingRoom_waitsForEchoes(String last) {
        List<String> said =
                IntStream.range(0, 200).mapToObj(i -> "line " + i / 2).toList();
        enter("chat room1");
        mel.shows = new CountDownLatch(1);
        said.forEach(shell::enter);
        // None of it is shown when the room is about to be left.
        assertThat(mel.printed).hasSize(1);
        mel.shows.countDown();
        shell.enter(last);
        shell.close();

        assertThat(List.copyOf(mel.printed).stream().skip(1))
                .containsExactlyElementsOf(
                        said.stream().map(line -> "| Mel: " + line).toList());
    }

    /** No message comes back, as on a network without multicast. */
    @Test
    void leavingRoom_withoutEchoes_doesNotWaitForever() throws IOException {
        MemoryDatagrams lossy = new MemoryDatagrams(1, DatagramFaults.seeded(1).withLoss(1));
        try (ChatShell alone = new ChatShell(transport, AT, lossy, "Mel", mel)) {
            alone.enter("chat room1");
            alone.enter("is anybody there?");
            alone.enter("exit!");

            assertThat(alone.mode()).isEqualTo(ChatShell.Mode.MAIN);
        }
        assertThat(mel.printed).hasSize(1);
        assertThat(mel.problems).isEmpty();
    }

    @Test
    void longLine_isRefusedAndOfferedAgain() throws IOException {
        try (Membership other = join()) {
            enter("chat room1");
            assertThat(shell.enter("é".repeat(510))).isEqualTo(Next.SAME_LINE);
            assertThat(shell.enter("é".repeat(509))).isEqualTo(Next.NEW_LINE);

            assertThat(heard(other)).hasSize(5 + 509);
        }
        assertThat(mel.problems)
                .containsExactly(
                        "a message of 1025 bytes, with its sender, is longer than the limit of 1024; nothing was sent");
        assertThat(shell.mode()).isEqualTo(ChatShell.Mode.CHAT);
    }

    @Test
    void pastedLines_areSeparate() throws IOException {
        try (Membership other = join()) {
            enter("name Zoë\r\nchat room1\none\n\ntwo", "three\nexit!\nfrob");

            assertThat(heard(other)).isEqualTo("Zoë: one");
            assertThat(heard(other)).isEqualTo("Zoë: two");
            assertThat(heard(other)).isEqualTo("Zoë: three");
        }
        assertThat(mel.problems).containsExactly("'frob' is not a command; 'help' lists the commands");
        assertThat(shell.enter("help\nbye\nhelp")).isEqualTo(Next.END);
        assertThat(mel.printed).filteredOn(line -> line.startsWith("help")).hasSize(1);
    }

    @Test
    void longPastedLines_areRefusedAndOfferedAgain() throws IOException {
        String tooLong = "x".repeat(1020);
        try (Membership other = join()) {
            enter("chat room1");
            assertThat(shell.enter("a\n" + tooLong + "\nb\n" + tooLong)).isEqualTo(Next.SAME_LINE);
            assertThat(shell.refused()).isEqualTo(tooLong + "\n" + tooLong);
            assertThat(heard(other)).isEqualTo("Mel: a");
            assertThat(heard(other)).isEqualTo("Mel: b");
        }
        assertThat(shell.enter("c")).isEqualTo(Next.NEW_LINE);
        assertThat(shell.refused()).isEmpty();
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
    void peers_cannotReachTheTerminal() throws IOException {
        directory.create(new Room("\u202eroom", "239.0.0.12", 5000));
        try (Membership other = join()) {
            enter("chat room1");
            send(other, "M\u001b[31mel: \u001b[2J\u0007hi\u202e");
            other.send(ByteBuffer.wrap(new byte[] {'x', ':', ' ', (byte) 0xff, (byte) 0xc3, '\n', '\n'}));
            awaitPrinted("| x: \\xff\\xc3\\x0a");
            send(other, "M\u200be\u061cl\u3164: h\u115fi\ufe0f\udb40\udc41");
            awaitPrinted("| M\\u200be\\u061cl\\u3164: h\\u115fi\\ufe0f\\U000e0041");
        }
        assertThat(mel.printed).contains("| M\\x1b[31mel: \\x1b[2J\\x07hi\\u202e");
        enter("exit!", "connect", "getdir");
        assertThat(mel.printed).contains("\\u202eroom: 239.0.0.12:5000");
    }

    @Test
    void invalidDatagrams_areReported() throws IOException {
        try (Membership other = join()) {
            enter("chat room1");
            send(other, "x".repeat(1025));
            send(other, "");
            send(other, "at last");
            awaitPrinted("| at last");
        }
        assertThat(mel.printed).contains("(left out: 2 datagrams that were empty or longer than 1024 bytes)");
    }

    /** Any peer may send text that looks like output of the client. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "You are in den, 239.0.0.10:5000 on eth0. Typed lines are sent; Ctrl-] or exit! leaves the room.",
                "(left out: 3 datagrams that were empty or longer than 1024 bytes)",
                "no more messages can be received in den: it was left",
                "Your name is Zoë."
            })
    void messages_cannotImitateClientOutput(String forged) throws IOException {
        try (Membership other = join()) {
            enter("chat room1");
            send(other, forged);
            awaitPrinted("| " + forged);
        }
        assertThat(mel.printed).doesNotContain(forged);
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

    private void enter(String... lines) {
        for (String line : lines) {
            shell.enter(line);
        }
    }

    private Membership join() throws IOException {
        return datagrams.join(new Endpoint("239.0.0.10", 5000));
    }

    private void awaitPrinted(String line) {
        await().atMost(ChildProcess.PATIENCE).until(() -> mel.printed.contains(line));
    }

    private static void send(Membership member, String text) throws IOException {
        member.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String heard(Membership member) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(2000);
        member.receive(in, ChildProcess.PATIENCE);
        return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
    }
}
