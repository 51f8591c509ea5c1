// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.process.Failure;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.datagram.DatagramTransport;
import io.labnet.crds.chat.ChatMessage;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The logic of the chat client, independent of a terminal: processes typed lines, and returns output and prompts. Used
 * by one thread.
 */
final class ChatShell implements Closeable {
    /** The input to read next. */
    enum Next {
        /** A new line. */
        NEW_LINE,
        /**
         * The lines that were too long to send ({@link #refused}): the console shows them again, so that the user can
         * correct them.
         */
        SAME_LINE,
        /** No more input. */
        END
    }

    /** The mode of the client. */
    enum Mode {
        /** Not connected. */
        MAIN,
        /** Connected to the directory. */
        CONNECTED,
        /** In a room: typed lines are sent to its members. */
        CHAT
    }

    /** Output to the user; lines must be printable. Any thread may call it. */
    interface Output {
        /** Shows a result or a message. */
        void print(String line);

        /** Shows a problem. */
        void complain(String problem);
    }

    /** The typed line with which the user leaves a room. */
    private static final String EXIT = "exit!";

    /** {@code Ctrl-]}, the key that leaves a room; on a plain terminal, it arrives as a character of a line. */
    private static final String CTRL_BRACKET = "\u001d";

    private final DirectoryShell directory;
    private final DatagramTransport datagrams;
    private final Output out;
    private String name;
    private @Nullable JoinedRoom joined;
    private String refused = "";
    private int entered;
    private int done;
    private int problems;

    ChatShell(Transport transport, Endpoint server, DatagramTransport datagrams, String name, Output out) {
        this.directory = new DirectoryShell(transport, server, out);
        this.datagrams = datagrams;
        this.name = name;
        this.out = out;
    }

    Mode mode() {
        if (joined != null) {
            return Mode.CHAT;
        }
        return directory.isConnected() ? Mode.CONNECTED : Mode.MAIN;
    }

    String prompt() {
        if (joined != null) {
            return "[" + EscapedText.of(joined.roomName()) + "] " + EscapedText.of(name) + "> ";
        }
        return directory.isConnected() ? "crds@" + directory.server() + "> " : "crds> ";
    }

    /** Returns the number of non-blank lines entered. */
    int entered() {
        return entered;
    }

    /** Returns the number of sent messages and successful commands, not counting help and bye. */
    int done() {
        return done;
    }

    /** Returns the number of failed lines. */
    int problems() {
        return problems;
    }

    /** Returns the lines of the last input that were too long to send. */
    String refused() {
        return refused;
    }

    /** Returns the names of rooms for completion. */
    List<String> roomNames() {
        return directory.roomNames();
    }

    /** Processes a typed line, or several pasted lines. */
    Next enter(String typed) {
        List<String> again = new ArrayList<>();
        Next next = Next.NEW_LINE;
        Iterator<String> lines = typed.lines().iterator();
        while (next != Next.END && lines.hasNext()) {
            String line = lines.next();
            next = enterLine(line);
            if (next == Next.SAME_LINE) {
                again.add(line);
            }
        }
        refused = String.join("\n", again);
        return next == Next.END || again.isEmpty() ? next : Next.SAME_LINE;
    }

    private Next enterLine(String typed) {
        entered += typed.isBlank() ? 0 : 1;
        try {
            if (joined != null) {
                return sendLine(joined, typed);
            }
            ShellLine line = ShellLine.of(typed);
            return line.command().isEmpty() ? Next.NEW_LINE : run(commandOf(line), line.rest());
        } catch (Failure e) {
            complain(e);
            return Next.NEW_LINE;
        }
    }

    /** Leaves the room. Outside of a room, disconnects from the directory; without a connection, ends the shell. */
    Next back() {
        if (joined != null) {
            leaveRoom();
            return Next.NEW_LINE;
        }
        return directory.disconnect() ? Next.NEW_LINE : Next.END;
    }

    /** Leaves the room, if there is one. */
    void leaveRoom() {
        if (joined != null) {
            joined.close();
            joined = null;
        }
    }

    @Override
    public void close() {
        leaveRoom();
        directory.close();
    }

    private Next sendLine(JoinedRoom here, String typed) {
        if (typed.strip().equals(EXIT) || typed.equals(CTRL_BRACKET)) {
            leaveRoom();
            return Next.NEW_LINE;
        }
        try {
            if (!typed.isEmpty()) {
                here.send(typed);
                done++;
            }
            return Next.NEW_LINE;
        } catch (Failure e) {
            complain(e);
            return Next.SAME_LINE;
        }
    }

    private ShellCommand commandOf(ShellLine line) throws Failure {
        ShellCommand command = ShellCommand.of(line.command());
        if (command == null) {
            throw new Failure("'" + line.command() + "' is not a command; 'help' lists the commands");
        }
        if (!command.isFor(mode())) {
            throw new Failure(
                    mode() == Mode.MAIN
                            ? "'" + line.command() + "' needs a connection: use 'connect' first"
                            : "already connected to " + directory.server() + ": 'bye' disconnects");
        }
        if (!command.takesArguments() && !line.rest().isEmpty()) {
            throw new Failure("'" + line.command() + "' takes no arguments, not '" + line.rest() + "'");
        }
        return command;
    }

    private Next run(ShellCommand command, String rest) throws Failure {
        switch (command) {
            case CONNECT -> directory.connect();
            case GETDIR -> directory.list();
            case MAKEROOM -> directory.make(rest);
            case DELETEROOM -> directory.delete(rest);
            case NAME -> rename(rest);
            case CHAT -> chat(rest);
            case HELP -> help();
            case BYE -> {
                return back();
            }
        }
        done += command == ShellCommand.HELP ? 0 : 1;
        return Next.NEW_LINE;
    }

    private void rename(String wanted) throws Failure {
        try {
            name = wanted.isEmpty() ? name : ChatMessage.requireName(wanted);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage(), e);
        }
        out.print("Your name is " + EscapedText.of(name) + ".");
    }

    private void chat(String roomName) throws Failure {
        JoinedRoom entering = JoinedRoom.join(datagrams, directory.find(roomName), name, out);
        joined = entering;
        out.print("You are in " + entering + ". Typed lines are sent; Ctrl-] or " + EXIT + " leaves the room.");
        entering.startReceiving();
    }

    private void help() {
        ShellCommand.in(mode())
                .forEach(command -> out.print(String.format("%-34s %s", command.usage(), command.meaning())));
    }

    private void complain(Failure failure) {
        problems++;
        out.complain(EscapedText.of(String.valueOf(failure.getMessage())));
    }
}
