// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a program under test is started. On Linux it runs in a process group of its own, so that all its processes can be
 * ended, and with limits that the kernel enforces. Elsewhere it runs without both.
 *
 * @param words the program and its arguments; {@code {port}} and other placeholders are replaced
 * @param directory the working directory; {@code null} for that of this process
 * @param memoryBytes the largest data segment of each of its processes; 0 for no limit
 * @param cpuSeconds the largest processor time of each of its processes; 0 for no limit
 */
public record ProgramCommand(List<String> words, @Nullable Path directory, long memoryBytes, long cpuSeconds) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    /**
     * Copies the words.
     *
     * @param words the program and its arguments
     * @param directory the working directory
     * @param memoryBytes the largest data segment
     * @param cpuSeconds the largest processor time
     * @throws IllegalArgumentException if there are no words, or a limit is negative
     */
    public ProgramCommand {
        words = List.copyOf(words);
        if (words.isEmpty() || memoryBytes < 0 || cpuSeconds < 0) {
            throw new IllegalArgumentException("no command, or a negative limit");
        }
    }

    /**
     * Starts the program.
     *
     * @param placeholders the values of the placeholders
     * @return the running program
     * @throws IOException if it can't be started
     */
    public ProgramRun start(Map<String, String> placeholders) throws IOException {
        boolean grouped = Files.isExecutable(SETSID);
        List<String> command = new ArrayList<>();
        if (grouped) {
            command.add(SETSID.toString());
        }
        if (Files.isExecutable(SETPRIV)) {
            // The program does not survive the checker, even if that is killed.
            command.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "KILL"));
        }
        if (Files.isExecutable(PRLIMIT) && memoryBytes + cpuSeconds > 0) {
            command.add(PRLIMIT.toString());
            if (memoryBytes > 0) {
                command.add("--data=" + memoryBytes);
            }
            if (cpuSeconds > 0) {
                command.add("--cpu=" + cpuSeconds);
            }
            command.add("--");
        }
        for (String word : words) {
            command.add(fill(word, placeholders));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        // Otherwise the output of a Python program comes when it ends.
        builder.environment().put("PYTHONUNBUFFERED", "1");
        return new ProgramRun(builder.start(), grouped);
    }

    /**
     * Returns whether programs run with limits, and in groups that can be ended, on this machine.
     *
     * @return whether the programs of Linux are there that do this
     */
    public static boolean isContained() {
        return Stream.of(SETSID, SETPRIV, PRLIMIT).allMatch(Files::isExecutable);
    }

    /** Replaces the placeholders that are known; other words in braces stay as they are. */
    private static String fill(String word, Map<String, String> placeholders) {
        return PLACEHOLDER
                .matcher(word)
                .replaceAll(
                        found -> Matcher.quoteReplacement(placeholders.getOrDefault(found.group(1), found.group())));
    }

    /**
     * Returns whether the command names a placeholder.
     *
     * @param name the name, such as {@code port}
     * @return whether a word contains it in braces
     */
    public boolean names(String name) {
        return words.stream().anyMatch(word -> word.contains("{" + name + "}"));
    }
}
