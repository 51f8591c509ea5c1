// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands that a user can type while not in a room. */
enum ShellCommand {
    CONNECT("connect", "", "connect to the directory"),
    GETDIR("getdir", "", "list the rooms"),
    MAKEROOM("makeroom", "<name> <address> <port>", "make a room"),
    DELETEROOM("deleteroom", "<name>", "delete a room"),
    NAME("name", "<chat name>", "set your name in the chat"),
    CHAT("chat", "<room>", "chat in a room"),
    HELP("help", "", "show this list"),
    BYE("bye", "", "disconnect, or leave the program");

    private final String word;
    private final String arguments;
    private final String meaning;

    ShellCommand(String word, String arguments, String meaning) {
        this.word = word;
        this.arguments = arguments;
        this.meaning = meaning;
    }

    /** Returns the command with a name, or {@code null}. */
    static @Nullable ShellCommand of(String word) {
        return Stream.of(values())
                .filter(command -> command.word.equals(word))
                .findFirst()
                .orElse(null);
    }

    /** Returns the commands that are available in a mode. */
    static Stream<ShellCommand> in(ChatShell.Mode mode) {
        return Stream.of(values()).filter(command -> command.isFor(mode));
    }

    String word() {
        return word;
    }

    boolean isFor(ChatShell.Mode mode) {
        return switch (this) {
            case CONNECT -> mode == ChatShell.Mode.MAIN;
            case GETDIR, MAKEROOM, DELETEROOM -> mode == ChatShell.Mode.CONNECTED;
            case NAME, CHAT, HELP, BYE -> mode != ChatShell.Mode.CHAT;
        };
    }

    boolean takesArguments() {
        return !arguments.isEmpty();
    }

    /** Returns whether this command requires the name of an existing room as its argument. */
    boolean takesRoom() {
        return this == CHAT || this == DELETEROOM;
    }

    /** Returns the command and its arguments. */
    String usage() {
        return (word + " " + arguments).strip();
    }

    String meaning() {
        return meaning;
    }
}
