// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/** The programs at the other end that are not ours: they are written in Python, as those of students are. */
public final class PythonProgram {
    private static final String LIBRARY = "cryptography";

    /** What Python can import does not change while the tests run. */
    private static final Map<String, Boolean> IMPORTABLE = new ConcurrentHashMap<>();

    private static String interpreter = "";

    private PythonProgram() {}

    /** Starts a program of the folder {@code programs}. The test is skipped where Python or its library is missing. */
    public static ChildProcess start(String name, String... args)
            throws IOException, InterruptedException, URISyntaxException {
        return start(name, List.of(args));
    }

    /** Starts a program, such as one that runs a command given by its words. */
    public static ChildProcess start(String name, List<String> args)
            throws IOException, InterruptedException, URISyntaxException {
        Path program = Path.of(Objects.requireNonNull(PythonProgram.class.getResource("/programs/" + name), name)
                .toURI());
        assume(Files.readString(program).contains(LIBRARY) ? LIBRARY : "socket");
        List<String> command = new ArrayList<>(List.of(interpreter(), program.toString()));
        command.addAll(args);
        return ChildProcess.start(Map.of("PYTHONUTF8", "1"), command);
    }

    /** Starts the labnet command on a terminal. A first word such as {@code TERM=dumb} is its environment. */
    public static ChildProcess onATerminal(String environment, String line, String... more)
            throws IOException, InterruptedException, URISyntaxException {
        List<String> words = new ArrayList<>(environment.isEmpty() ? List.of() : List.of(environment));
        words.addAll(ChildProcess.labnetCommand(line, more));
        return start("on_a_terminal.py", words);
    }

    /** Returns the interpreter itself: {@code python3} may be a script that looks for it, and takes twice as long. */
    private static synchronized String interpreter() throws IOException, InterruptedException {
        if (interpreter.isEmpty()) {
            interpreter = ChildProcess.start(Map.of(), List.of("python3", "-c", "import sys; print(sys.executable)"))
                    .end()
                    .printedLine();
        }
        return interpreter;
    }

    /** Skips the test where Python can't import a module. */
    private static void assume(String module) throws InterruptedException {
        Boolean importable = IMPORTABLE.get(module);
        if (importable == null) {
            importable = imports(module);
            IMPORTABLE.put(module, importable);
        }
        Assumptions.assumeTrue(importable, "skipped: there is no python3 that can import " + module);
    }

    private static boolean imports(String module) throws InterruptedException {
        try (ChildProcess python = ChildProcess.start(Map.of(), List.of("python3", "-c", "import " + module))) {
            return python.exitCode() == 0;
        } catch (UncheckedIOException noPython) {
            return false;
        }
    }
}
