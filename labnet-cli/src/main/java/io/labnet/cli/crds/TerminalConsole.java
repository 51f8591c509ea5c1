// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.cli.crds.ChatShell.Next;
import io.labnet.core.codec.EscapedText;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jline.keymap.KeyMap;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;
import org.jspecify.annotations.Nullable;

/** The shell on a terminal, with history and completion. Other members' messages appear above the line being typed. */
final class TerminalConsole implements ChatShell.Output, Closeable {
    private static final String LEAVE_ROOM = "labnet-leave-room";
    private static final String USUAL_TYPE = "xterm-256color";
    private static final Size USUAL_SIZE = new Size(80, 24);

    private final Terminal terminal;
    private final LineReader reader;
    private @Nullable ChatShell shell;
    private boolean leaving;

    private TerminalConsole(Terminal terminal) {
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("labnet")
                .parser((line, cursor, context) -> ShellLine.of(line, cursor))
                .completer((reader, line, candidates) -> complete(line, candidates))
                // Otherwise JLine would replace '!' and the characters after it by an earlier line; in a chat, '!' is
                // part of the message.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        reader.getWidgets().put(LEAVE_ROOM, this::leaveRoom);
        reader.getKeyMaps().get(LineReader.MAIN).bind(new Reference(LEAVE_ROOM), KeyMap.ctrl(']'));
    }

    static TerminalConsole open() throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(true)
                .encoding(StandardCharsets.UTF_8)
                .type(type())
                .build();
        // A pseudo terminal may report the size 0, which is too small for a prompt.
        if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
            terminal.setSize(USUAL_SIZE);
        }
        return new TerminalConsole(terminal);
    }

    /**
     * Returns the type of the terminal, or a common type if the system does not know this one. Given an unknown type,
     * JLine would log stack traces, and use an obsolete type.
     */
    private static @Nullable String type() {
        String type = System.getenv("TERM");
        try {
            return InfoCmp.getInfoCmp(type) == null ? null : type;
        } catch (IOException unknown) {
            return USUAL_TYPE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_TYPE;
        }
    }

    @Override
    public void print(String line) {
        reader.printAbove(line);
    }

    @Override
    public void complain(String problem) {
        reader.printAbove(problem);
    }

    /** Runs until the user ends it. */
    void run(ChatShell current) {
        shell = current;
        String offered = "";
        Next next = Next.NEW_LINE;
        while (next != Next.END) {
            try {
                // In a JLine prompt, a percent sign starts a pattern; a doubled one stands for itself.
                String typed = reader.readLine(current.prompt().replace("%", "%%"), null, (Character) null, offered);
                next = leaving ? current.back() : current.enter(typed);
            } catch (UserInterruptException e) {
                next = Next.NEW_LINE;
            } catch (EndOfFileException e) {
                next = current.back();
            }
            leaving = false;
            offered = next == Next.SAME_LINE ? current.refused() : "";
        }
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }

    private boolean leaveRoom() {
        if (Objects.requireNonNull(shell, "running").mode() != ChatShell.Mode.CHAT) {
            return false;
        }
        leaving = true;
        reader.callWidget(LineReader.ACCEPT_LINE);
        return true;
    }

    private void complete(ParsedLine line, List<Candidate> candidates) {
        ChatShell current = Objects.requireNonNull(shell, "running");
        if (current.mode() == ChatShell.Mode.CHAT) {
            return;
        }
        completions(current, line.words().get(0), line.wordIndex())
                // Offers no name that needs escaping, because JLine would print its control characters unescaped.
                .filter(text -> EscapedText.of(text).equals(text))
                .map(text -> new Candidate(text, text, null, null, null, null, line.wordIndex() == 0))
                .forEach(candidates::add);
    }

    private static Stream<String> completions(ChatShell current, String word, int index) {
        if (index == 0) {
            return ShellCommand.in(current.mode()).map(ShellCommand::word);
        }
        ShellCommand command = ShellCommand.of(word);
        boolean room = command != null && command.takesRoom() && command.isFor(current.mode());
        return room ? current.roomNames().stream() : Stream.empty();
    }
}
