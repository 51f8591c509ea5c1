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
 * The client as a person sees it, without a terminal: told line by line what was typed, it says what to show and what to
 * prompt for. Used by one thread.
 */
final class ChatShell implements Closeable {
    /** What is to be typed next. */
    enum Next {
        /** A new line. */
        NEW_LINE,
        /** What {@link #refused} says, changed: it may have been long work. */
        SAME_LINE,
        /** Nothing more. */
        END
    }

    /** Where somebody at the client is. */
    enum Mode {
        /** Nowhere yet. */
        MAIN,
        /** Connected to the directory. */
        CONNECTED,
        /** In a room, where what is typed is said. */
        CHAT
    }

    /** Shows lines, which are fit for a terminal, to the person at the client. Any thread may call. */
    interface Output {
        /** Shows what was asked for, or what somebody says. */
        void print(String line);

        /** Shows what is wrong. */
        void complain(String problem);
    }

    /** What leaves a room when it is a line of its own. */
    private static final String EXIT = "exit!";

    /** {@code Ctrl-]}, which a terminal that waits for whole lines passes on. */
    private static final String CTRL_BRACKET = "\u001d";

    private final DirectoryShell directory;
    private final DatagramTransport datagrams;
    private final Output out;
    private String name;
    private @Nullable ChatSeat seat;
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
        if (seat != null) {
            return Mode.CHAT;
        }
        return directory.isConnected() ? Mode.CONNECTED : Mode.MAIN;
    }

    String prompt() {
        if (seat != null) {
            return "[" + EscapedText.of(seat.roomName()) + "] " + EscapedText.of(name) + "> ";
        }
        return directory.isConnected() ? "crds@" + directory.server() + "> " : "crds> ";
    }

    /** How many lines were entered that say anything. */
    int entered() {
        return entered;
    }

    /** How many lines did what somebody comes for: a command other than help and bye, or something said. */
    int done() {
        return done;
    }

    /** How many lines could not be done. */
    int problems() {
        return problems;
    }

    /** The lines that were too long to be said when something was entered last. */
    String refused() {
        return refused;
    }

    /** The names of rooms that can be completed. */
    List<String> roomNames() {
        return directory.roomNames();
    }

    /** Does what a line says, or several that were pasted: each stands for itself. */
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
            if (seat != null) {
                return say(seat, typed);
            }
            ShellLine line = ShellLine.of(typed);
            return line.command().isEmpty() ? Next.NEW_LINE : run(commandOf(line), line.rest());
        } catch (Failure e) {
            complain(e);
            return Next.NEW_LINE;
        }
    }

    /** One step back: out of the room, off the directory, or to the end. */
    Next back() {
        if (seat != null) {
            leaveRoom();
            return Next.NEW_LINE;
        }
        return directory.disconnect() ? Next.NEW_LINE : Next.END;
    }

    /** Leaves the room, if there is one. */
    void leaveRoom() {
        if (seat != null) {
            seat.close();
            seat = null;
        }
    }

    @Override
    public void close() {
        leaveRoom();
        directory.close();
    }

    private Next say(ChatSeat here, String typed) {
        if (typed.strip().equals(EXIT) || typed.equals(CTRL_BRACKET)) {
            leaveRoom();
            return Next.NEW_LINE;
        }
        try {
            if (!typed.isEmpty()) {
                here.say(typed);
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
            throw new Failure("'" + line.command() + "' is no command; help lists them");
        }
        if (!command.isFor(mode())) {
            throw new Failure(
                    mode() == Mode.MAIN
                            ? "'" + line.command() + "' needs the directory: connect first"
                            : "'" + line.command() + "' has been done already: bye disconnects");
        }
        if (!command.takesArguments() && !line.rest().isEmpty()) {
            throw new Failure("'" + line.command() + "' stands alone, without '" + line.rest() + "'");
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
        ChatSeat taken = ChatSeat.take(datagrams, directory.find(roomName), name, out);
        seat = taken;
        out.print("You are in " + taken + ". What you type is said; Ctrl-] or " + EXIT + " leaves.");
        taken.listen();
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
