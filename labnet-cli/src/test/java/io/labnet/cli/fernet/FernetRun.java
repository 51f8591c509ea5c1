// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.Labnet;
import io.labnet.cli.command.Program;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What came of a fernet command that was run in this process, with bytes on standard input. */
final class FernetRun {
    private final int exitCode;
    private final byte[] out;
    private final String err;

    private FernetRun(int exitCode, byte[] out, String err) {
        this.exitCode = exitCode;
        this.out = out;
        this.err = err;
    }

    /** Runs {@code labnet fernet} with nothing on standard input. */
    static FernetRun of(String... args) {
        return fed(new byte[0], args);
    }

    /** Runs it with a text on standard input. */
    static FernetRun fed(String in, String... args) {
        return fed(in.getBytes(StandardCharsets.UTF_8), args);
    }

    static FernetRun fed(byte[] in, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return run(in, out, out::toByteArray, args);
    }

    /** Runs it with a standard output that can't be written. */
    static FernetRun withoutOutput(String... args) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        return run(new byte[0], full, () -> new byte[0], args);
    }

    private static FernetRun run(byte[] in, OutputStream out, Supplier<byte[]> written, String... args) {
        InputStream inBefore = System.in;
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream(in));
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            String[] words = Stream.concat(Stream.of("fernet"), Stream.of(args)).toArray(String[]::new);
            int exitCode = Program.run(new Labnet(), words);
            return new FernetRun(exitCode, written.get(), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(inBefore);
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    int exitCode() {
        return exitCode;
    }

    String out() {
        return new String(out, StandardCharsets.UTF_8);
    }

    String err() {
        return err;
    }

    List<String> errorLines() {
        return err.lines().toList();
    }

    /** Holds the command to have done what was asked without a word on standard error, and gives its output. */
    byte[] succeeded() {
        assertThat(err).isEmpty();
        assertThat(exitCode).isZero();
        return out;
    }

    /** Holds the command to have printed one line, with a line feed at its end, and gives it without. */
    String printedLine() {
        String line = new String(succeeded(), StandardCharsets.UTF_8);
        assertThat(line).matches("[^\n]+\n");
        return line.strip();
    }

    /** Holds the command to have refused: exit code 1, one line on standard error, nothing on standard output. */
    void refused(String command, String reason) {
        assertThat(errorLines()).containsExactly("labnet fernet " + command + ": " + reason);
        assertThat(out).isEmpty();
        assertThat(exitCode).isEqualTo(1);
    }

    /** Holds the command line to have been wrong: exit code 2, and two lines that say why. */
    void misused(String command, String problem) {
        assertThat(errorLines()).hasSize(2);
        assertThat(errorLines().get(0))
                .startsWith("labnet fernet " + command + ": ")
                .contains(problem);
        assertThat(errorLines().get(1)).isEqualTo("Try 'labnet fernet " + command + " --help'.");
        assertThat(out).isEmpty();
        assertThat(exitCode).isEqualTo(2);
    }
}
