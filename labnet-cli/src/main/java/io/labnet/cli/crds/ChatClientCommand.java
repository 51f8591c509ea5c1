// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.command.Bounds;
import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.FaultOptions;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.PlainText;
import io.labnet.cli.process.StandardInput;
import io.labnet.cli.process.Terminal;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.datagram.UdpTransport;
import io.labnet.core.transport.fault.DatagramFaults;
import io.labnet.crds.chat.ChatMessage;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code labnet crds client}: the shell of the chat rooms. */
@Command(
        name = "client",
        description = {
            "Makes, deletes and lists rooms, and chats in them.",
            "Prompts on a terminal; otherwise runs the commands in standard input, one per line."
        },
        footer = {
            "",
            "Commands: connect, getdir, makeroom <name> <address> <port>, deleteroom <name>,",
            "name <chat name>, chat <room>, help, bye. In a room every line is sent as a",
            "message. Ctrl-] or exit! leaves the room; Ctrl-] discards the line being typed.",
            "",
            "Examples:",
            "  labnet crds client --name Mel",
            "  printf 'connect\\ngetdir\\nbye\\n' | labnet crds client"
        })
public final class ChatClientCommand extends CommonOptions implements Callable<Integer> {
    @Mixin
    private final DirectoryOptions directory = new DirectoryOptions();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "user",
            description = "your name in the chat (default: ${DEFAULT-VALUE})")
    private String name = "";

    @Option(
            names = "--interface",
            paramLabel = "NAME",
            converter = PlainText.class,
            description = "the network interface to chat on: its name or one of its addresses, such as lo or 127.0.0.1 "
                    + "(default: the system's choice, or else one that carries multicast)")
    private @Nullable String networkInterface;

    @Bounds(min = 0, max = 255)
    @Option(
            names = "--ttl",
            paramLabel = "N",
            defaultValue = "1",
            description = "how many networks a message may cross, 0 to 255; 0 stays on this machine "
                    + "(default: ${DEFAULT-VALUE})")
    private int ttl;

    @Option(
            names = "--chat-fault",
            paramLabel = "SPEC",
            converter = ChatFaultReader.class,
            description =
                    "lose, repeat or delay messages to a room, for tests: a list such as loss=10%%,duplicate=5%% of"
                            + " loss=RATE, duplicate=RATE, reorder=RATE and seed=N; see docs/faults.md")
    private @Nullable ChatFaults chatFaults;

    /** Faults, and what to print so that the run can be repeated. */
    private record ChatFaults(DatagramFaults faults, String line) {}

    private static final class ChatFaultReader implements ITypeConverter<ChatFaults> {
        @Override
        public ChatFaults convert(String value) {
            DatagramFaults faults = FaultOptions.read(value, DatagramFaults::parse);
            return new ChatFaults(faults, FaultOptions.line("chat faults", value, faults.seed()));
        }
    }

    /** Creates the command; called by picocli and by {@link Chat}. */
    public ChatClientCommand() {}

    @Override
    public Integer call() throws Failure, IOException {
        Endpoint server = directory.endpoint();
        directory.checked(() -> ChatMessage.requireName(name));
        UdpTransport rooms = new UdpTransport().withTtl(ttl);
        if (networkInterface != null) {
            rooms = rooms.withInterface(networkInterface);
        }
        if (chatFaults != null) {
            System.err.println(chatFaults.line);
            rooms = rooms.withFaults(chatFaults.faults);
        }
        if (Terminal.console() != null && !Terminal.isDumb()) {
            return runTerminal(server, rooms);
        }
        return runLines(server, rooms, Terminal.console() != null);
    }

    private int runTerminal(Endpoint server, UdpTransport rooms) throws Failure, IOException {
        try (TerminalConsole console = TerminalConsole.open();
                ChatShell shell = new ChatShell(directory.transport(), server, rooms, name, console)) {
            console.run(shell);
            return exitCode(shell, true);
        }
    }

    private int runLines(Endpoint server, UdpTransport rooms, boolean prompting) throws Failure {
        LineConsole console = new LineConsole(System.out, System.err);
        try (ChatShell shell = new ChatShell(directory.transport(), server, rooms, name, console)) {
            if (prompting) {
                console.runPrompting(shell, StandardInput.open());
            } else {
                LineConsole.run(shell, StandardInput.open());
            }
            return exitCode(shell, prompting);
        } catch (IOException e) {
            throw new Failure("cannot read standard input: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the exit code, 0 or 1. For a script it is 1 if any line failed. For an interactive user, who may mistype,
     * it is 1 only if a line failed and no command succeeded.
     */
    private static int exitCode(ChatShell shell, boolean person) throws Failure {
        if (shell.entered() == 0) {
            throw new Failure("the input ended before any command; 'help' lists the commands");
        }
        return shell.problems() == 0 || (person && shell.done() > 0) ? 0 : 1;
    }
}
