// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import io.labnet.cli.PythonProgram;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.datagram.Membership;
import io.labnet.core.transport.datagram.UdpTransport;
import io.labnet.crds.Room;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsService;
import io.labnet.testkit.LoopbackMulticast;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Client processes that chat by multicast on the loopback interface. */
class ChatClientIT {
    private static final String PYTHON = Pattern.quote("| Py\\x1b[31m: \\x1b[2Jyes \\xff");

    private final MemoryRoomDirectory directory = new MemoryRoomDirectory();
    private Endpoint group = Endpoint.loopback(0);
    private @Nullable Server server;

    /** Keeps the port of the room, which others may share. */
    private @Nullable Membership place;

    @BeforeEach
    void serveARoom() throws IOException {
        UdpTransport multicast = LoopbackMulticast.transport();
        place = multicast.join(LoopbackMulticast.anyGroup());
        group = place.group();
        directory.create(new Room("room 1", group.host(), group.port()));
        server = new TcpTransport().serve(Endpoint.loopback(0), new CrdsService(directory));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        if (place != null) {
            place.close();
        }
    }

    @Test
    void chatFaults_loseMessages() throws Exception {
        try (ChildProcess mel = client("Mel", "--chat-fault", "loss=100%,seed=3");
                ChildProcess zoe = client("Zoë")) {
            mel.awaitErrorLine(Pattern.compile("chat faults: loss=100%, seed 3"));
            enter(mel);
            enter(zoe);
            mel.type("lost\nexit!\nbye\n");
            mel.end().exited(0);
            zoe.type("heard\n");
            zoe.awaitLine(Pattern.compile("\\| Zoë: heard"));
            assertThat(zoe.out()).doesNotContain("lost");
        }
    }

    @Test
    void clients_hearEachOtherAndAPythonProgram() throws Exception {
        String port = String.valueOf(group.port());
        try (ChildProcess python = PythonProgram.start("chat_member.py", group.host(), port);
                ChildProcess mel = client("Mel");
                ChildProcess zoe = client("Zoë")) {
            python.awaitLine(Pattern.compile("ready"));
            enter(mel);
            enter(zoe);
            mel.type("x".repeat(1020) + "\nça va, 日本?\n");
            for (ChildProcess heard : List.of(mel, zoe)) {
                heard.awaitLine(Pattern.compile("\\| Mel: ça va, 日本\\?"));
                heard.awaitLine(Pattern.compile(PYTHON));
            }
            zoe.type("oui\n");
            mel.awaitLine(Pattern.compile("\\| Zoë: oui"));
            python.awaitLine(Pattern.compile("Zoë: oui"));
            mel.type("exit!\nbye\n");
            zoe.type("");

            assertThat(zoe.end().exited(0).err()).isEmpty();
            assertThat(mel.end().exited(1).err())
                    .isEqualTo("a message of 1025 bytes, with its sender, is longer than the limit of 1024; "
                            + "nothing was sent\n");
        }
    }

    @Test
    void terminal_promptsAndCompletes() throws Exception {
        try (ChildProcess mel = onATerminal("");
                ChildProcess zoe = client("Zoë")) {
            mel.awaitLine(Pattern.compile(".*crds> .*"));
            mel.type("chat ro\t\r");
            mel.awaitLine(Pattern.compile(".*You are in room 1, " + Pattern.quote(group.toString()) + " on .*"));
            enter(zoe);
            mel.type("it's me!!\r");
            zoe.awaitLine(Pattern.compile("\\| Mel: it's me!!"));
            mel.type("half");
            zoe.type("hello\n");
            mel.awaitLine(Pattern.compile(".*\\| Zoë: hello.*"));
            mel.type(" typed\r");
            zoe.awaitLine(Pattern.compile("\\| Mel: half typed"));
            mel.type("never said\u001d");
            mel.type("bye\r");

            assertThat(mel.exitCode()).as("%s", mel).isZero();
            zoe.type("the last\n");
            zoe.awaitLine(Pattern.compile("\\| Zoë: the last"));
            assertThat(zoe.out()).doesNotContain("never");
        }
    }

    /** As a terminal pastes: between two marks, with carriage returns. */
    @Test
    void linesPastedOnTerminal_areSentOneByOne() throws Exception {
        try (ChildProcess mel = onATerminal("TERM=xterm-256color");
                ChildProcess zoe = client("Zoë")) {
            enter(zoe);
            mel.awaitLine(Pattern.compile(".*crds> .*"));
            mel.type("\u001b[200~chat room 1\rfirst\rsecond\rexit!\u001b[201~\r");
            zoe.awaitLine(Pattern.compile("\\| Mel: first"));
            zoe.awaitLine(Pattern.compile("\\| Mel: second"));
            mel.type("bye\r");

            assertThat(mel.exitCode()).as("%s", mel).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"xterm-256color, ''", "dumb, ''", "xterm-256color, 'frob\r'", "dumb, 'frob\rhelp\rbye\r'"})
    void interactiveUserWithoutSuccess_getsFailure(String type, String typed) throws Exception {
        try (ChildProcess mel = onATerminal("TERM=" + type)) {
            mel.awaitLine(Pattern.compile(".*crds> .*"));
            mel.type(typed + "\u0004");

            assertThat(mel.end().exited(1).out())
                    .contains(typed.isEmpty() ? "the input ended before any command" : "not a command; 'help'");
        }
    }

    @Test
    void emptyScript_isFailure() throws Exception {
        try (ChildProcess mel = client("Mel")) {
            mel.type("\n");
            mel.type("");

            mel.end().failed("the input ended before any command; 'help' lists the commands");
        }
    }

    /** The system may not know the types of newer terminals. */
    @ParameterizedTest
    @ValueSource(strings = {"TERM=no-such-terminal", "TERM="})
    void unknownTerminalType_hasPromptWithoutErrors(String type) throws Exception {
        try (ChildProcess mel = onATerminal(type)) {
            mel.awaitLine(Pattern.compile(".*crds> .*"));
            assertThat(mel.out()).doesNotContain("infocmp").doesNotContain("jline");
            mel.type("connect\rbye\rbye\r");

            assertThat(mel.exitCode()).as("%s", mel).isZero();
        }
    }

    @Test
    void dumbTerminal_showsALineOnceAndNoColour() throws Exception {
        try (ChildProcess mel = onATerminal("TERM=dumb")) {
            mel.awaitLine(Pattern.compile(".*crds> .*"));
            mel.type("name Zoë\r");
            mel.awaitLine(Pattern.compile(".*Your name is Zoë\\."));
            mel.type("bye\r");

            assertThat(mel.exitCode()).as("%s", mel).isZero();
            assertThat(mel.out().split("name Zoë", -1)).hasSize(2);
            assertThat(mel.out()).doesNotContain("\u001b");
        }
        CommandRun help =
                PythonProgram.onATerminal("TERM=dumb", "crds client --help").end();
        assertThat(help.exited(0).out()).contains("Usage:").doesNotContain("\u001b");
    }

    /** A terminal that a program has created may have no size. */
    @Test
    void terminalWithoutColumns_hasPrompt() throws Exception {
        try (ChildProcess mel = onATerminal("COLUMNS=0")) {
            mel.awaitLine(Pattern.compile(".*crds> .*"));
            mel.type("bye\r");

            assertThat(mel.exitCode()).as("%s", mel).isZero();
        }
    }

    private static void enter(ChildProcess client) throws IOException {
        client.type("chat room 1\n");
        client.awaitLine(Pattern.compile("You are in room 1, .*"));
    }

    private ChildProcess client(String... nameAndMore) {
        return ChildProcess.labnet(line(), nameAndMore);
    }

    /** A client of Mel's. */
    private ChildProcess onATerminal(String environment) throws Exception {
        return PythonProgram.onATerminal(environment, line(), "Mel");
    }

    private String line() {
        int port = Objects.requireNonNull(server).endpoint().port();
        return "crds client --port " + port + " --interface 127.0.0.1 --ttl 0 --name";
    }
}
