// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.command.FileErrors;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.InterruptOnExit;
import io.labnet.cli.process.InterruptibleInput;
import io.labnet.cli.process.StandardInput;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** A token, or a token per line, from a file or from standard input. */
final class TokenInput {
    /** The size in MiB, for help texts, of the largest message whose token is held in memory. */
    static final int MAX_MEBIBYTES = Fernet.MAX_PLAINTEXT_BYTES >> 20;

    /**
     * The length in Base64 of the largest token that is held in memory: the message, and 73 bytes for the other fields
     * and the padding.
     */
    static final int MAX_LENGTH = (Fernet.MAX_PLAINTEXT_BYTES + 73 + 2) / 3 * 4;

    /** The maximum wait for work on a file when the process ends: long enough for written data to reach the disk. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * The maximum wait for work on standard input or a pipe when the process ends: short, because the input may never
     * come.
     */
    private static final Duration PATIENCE_WITH_A_STREAM = Duration.ofSeconds(1);

    /** Standard input, on systems that have such a name for it. */
    private static final Path DEVICE = Path.of("/dev/stdin");

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "the file to read (default: standard input)")
    private @Nullable Path named;

    /** Returns the named file, or {@code null} for standard input. */
    @Nullable
    Path file() {
        return TargetOption.unlessDash(named);
    }

    /** Returns the name of this input in messages. */
    String name() {
        Path file = file();
        return file == null ? "standard input" : file.toString();
    }

    InputStream open() throws IOException {
        Path file = file();
        return file == null ? StandardInput.open() : Files.newInputStream(file);
    }

    /**
     * Opens a file, or standard input for {@code null}. Only a read from a regular file, which never waits long, can't
     * be interrupted.
     */
    static InputStream openInterruptibly(@Nullable Path file) throws IOException {
        if (file == null) {
            return StandardInput.openInterruptibly();
        }
        InputStream in = Files.newInputStream(file);
        return Files.isRegularFile(file) ? in : InterruptibleInput.of(in);
    }

    /** Returns whether a path leads to the regular file that is read; {@code false} if the system can't tell. */
    boolean isSameFile(Path other) {
        Path file = file();
        try {
            return Files.isRegularFile(other) && Files.isSameFile(file == null ? DEVICE : file, other);
        } catch (IOException unknown) {
            return false;
        }
    }

    static Failure unreadable(String name, IOException e) {
        return new Failure("cannot read " + name + ": " + FileErrors.reason(e), e);
    }

    /** Begins work on this input; the work can then clean up even if a signal ends the process. */
    InterruptOnExit orderlyEnd() {
        return orderlyEnd(file());
    }

    /**
     * Begins work on a file, or on standard input for {@code null}; the work can then clean up even if a signal ends
     * the process.
     */
    static InterruptOnExit orderlyEnd(@Nullable Path file) {
        return InterruptOnExit.begin(file != null && Files.isRegularFile(file) ? PATIENCE : PATIENCE_WITH_A_STREAM);
    }

    /**
     * Reads the whole token, strips the white space that shells and editors add around it, and applies a function to
     * the token.
     *
     * @throws Failure if the token can't be read, is refused, or is too large
     */
    <T> T whole(Function<String, T> use) throws Failure {
        try {
            return use.apply(read());
        } catch (IOException e) {
            throw unreadable(name(), e);
        } catch (FernetException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        } catch (OutOfMemoryError e) {
            throw new Failure("there is too little memory for this token; 'decrypt FILE -o FILE' needs very little", e);
        }
    }

    private String read() throws IOException, Failure {
        try (InputStream in = open()) {
            // Each byte becomes one character, so that invalid bytes reach the decoder, which refuses them.
            String text = new String(in.readNBytes(MAX_LENGTH + 2), StandardCharsets.ISO_8859_1).strip();
            if (text.length() > MAX_LENGTH) {
                throw new Failure("the token has more than " + MAX_LENGTH
                        + " characters; 'decrypt FILE -o FILE' accepts" + " larger ones");
            }
            return text;
        }
    }
}
