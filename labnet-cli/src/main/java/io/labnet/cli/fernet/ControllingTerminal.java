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
 * The terminal that the process belongs to, wherever its standard streams lead (POSIX, "/dev/tty"). Java's console is
 * there only if they all lead to it, and reads text in the encoding of the locale, which makes one of many passwords.
 */
final class ControllingTerminal implements Closeable {
    private static final Path DEVICE = Path.of("/dev/tty");

    /** A line of a terminal has at most 4096 bytes (Linux, termios). */
    private static final int MAX_LINE = 4096;

    /** Enough to run stty on a loaded machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FileChannel keyboard;
    private final OutputStream screen;
    private final String settings;

    private ControllingTerminal(FileChannel keyboard, OutputStream screen, String settings) {
        this.keyboard = keyboard;
        this.screen = screen;
        this.settings = settings;
    }

    /** Opens it, if there is one whose echo can be switched off. */
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
     * Asks for a line that is not shown. Whatever ends the process meanwhile, a kill apart, the terminal shows again
     * what is typed.
     *
     * @param prompt what is shown
     * @return the line without its end, possibly empty, for the caller to wipe
     * @throws EOFException if there is no more input
     * @throws IOException if nothing can be read, or what is read is no UTF-8
     */
    @SuppressWarnings("try") // Only its end counts.
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

    /** A thread that is interrupted could neither wait nor write. */
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
        String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        // Unlike waiting for the process itself, this goes on where the thread is interrupted.
        int code = stty.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException("stty ended with " + code);
        }
        return said;
    }

    @Override
    public void close() throws IOException {
        keyboard.close();
        screen.close();
    }
}
