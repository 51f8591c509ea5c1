// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.process.InterruptOnExit;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The controlling terminal of the process, which can be opened even if the standard streams are redirected (POSIX,
 * "/dev/tty"). Java's console is not used, for two reasons: it exists only without redirection, and it decodes text in
 * the locale's encoding, which may map different passwords to the same text.
 */
final class ControllingTerminal implements Closeable {
    private static final Path DEVICE = Path.of("/dev/tty");

    /** The longest line of a terminal, in bytes (Linux, termios). */
    private static final int MAX_LINE = 4096;

    /** The maximum wait for stty when the process ends, enough on a loaded machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FileChannel keyboard;
    private final OutputStream screen;
    private final String settings;

    private ControllingTerminal(FileChannel keyboard, OutputStream screen, String settings) {
        this.keyboard = keyboard;
        this.screen = screen;
        this.settings = settings;
    }

    /**
     * Opens the terminal. Returns {@code null} if there is no terminal, or if the terminal's echo can't be switched
     * off.
     */
    static @Nullable ControllingTerminal openOrNull() {
        try {
            FileChannel keyboard = FileChannel.open(DEVICE, StandardOpenOption.READ);
            try {
                OutputStream screen = Files.newOutputStream(DEVICE, StandardOpenOption.WRITE);
                return new ControllingTerminal(keyboard, screen, stty("-g"));
            } catch (IOException e) {
                keyboard.close();
                throw e;
            }
        } catch (IOException none) {
            return null;
        }
    }

    /**
     * Prompts for a line without echo. The echo is restored however the process ends, except for SIGKILL.
     *
     * @param prompt the prompt
     * @return the line without its end, possibly empty; the caller should overwrite it after use
     * @throws EOFException if there is no more input
     * @throws IOException if reading fails, or the input is not UTF-8
     */
    @SuppressWarnings("try") // The resource 'end' is only closed, never read.
    char[] readSecret(String prompt) throws IOException {
        try (InterruptOnExit end = InterruptOnExit.begin(PATIENCE)) {
            try {
                String unused = stty("-echo");
                screen.write(prompt.getBytes(StandardCharsets.UTF_8));
                return line();
            } finally {
                restore();
            }
        }
    }

    private char[] line() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_LINE);
        try {
            while (bytes.position() == 0 || bytes.get(bytes.position() - 1) != '\n') {
                if (!bytes.hasRemaining()) {
                    throw new IOException("it has more than " + (MAX_LINE - 1) + " bytes");
                }
                if (keyboard.read(bytes) < 0) {
                    throw new EOFException("the terminal has no more input");
                }
            }
            CharBuffer text =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip().limit(bytes.limit() - 1));
            char[] line = Arrays.copyOfRange(text.array(), text.position(), text.limit());
            Arrays.fill(text.array(), '\0');
            return line;
        } finally {
            Arrays.fill(bytes.array(), (byte) 0);
        }
    }

    /**
     * Restores the echo. While this method runs, the thread's interrupt status is cleared, because an interrupted
     * thread can neither wait for stty nor write.
     */
    private void restore() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            String unused = stty(settings);
            screen.write('\n');
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String stty(String argument) throws IOException {
        Process stty = new ProcessBuilder("stty", argument)
                .redirectInput(Redirect.from(DEVICE.toFile()))
                .redirectError(Redirect.DISCARD)
                .start();
        String output = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        // Unlike Process.waitFor, join() waits even if this thread is interrupted.
        int code = stty.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException("stty ended with " + code);
        }
        return output;
    }

    @Override
    public void close() throws IOException {
        keyboard.close();
        screen.close();
    }
}
