// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.program;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A running program under test. Its output is kept, up to a bound. */
public final class ProgramRun implements Closeable {
    /** The largest number of characters that are kept; the oldest go first. */
    public static final int MAX_OUTPUT = 256 * 1024;

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration LAST_OUTPUT = Duration.ofMillis(500);
    private static final int FIRST_SIGNAL_STATUS = 128;
    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 6, "SIGABRT", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 13,
            "SIGPIPE", 15, "SIGTERM", 24, "SIGXCPU");

    private final Process process;
    private final boolean grouped;
    private final StringBuilder output = new StringBuilder();

    /** Ends the program, and the processes of its group, with this process. */
    private final Thread end = new Thread(this::kill, "labnet-check-end");

    private boolean outputEnded;

    ProgramRun(Process process, boolean grouped) {
        this.process = process;
        this.grouped = grouped;
        Thread reader = new Thread(this::read, "labnet-check-output");
        reader.setDaemon(true);
        reader.start();
        try {
            Runtime.getRuntime().addShutdownHook(end);
        } catch (IllegalStateException ending) {
            kill();
        }
    }

    private void read() {
        char[] buffer = new char[8192];
        try (Reader in = process.inputReader(StandardCharsets.UTF_8)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                append(new String(buffer, 0, count));
            }
        } catch (IOException ended) {
            append("");
        }
        synchronized (output) {
            outputEnded = true;
            output.notifyAll();
        }
    }

    private void append(String text) {
        synchronized (output) {
            output.append(text);
            if (output.length() > MAX_OUTPUT) {
                output.delete(0, output.length() - MAX_OUTPUT / 2);
            }
            output.notifyAll();
        }
    }

    /** {@return what the program has printed so far, on standard output and standard error} */
    public String output() {
        synchronized (output) {
            return output.toString();
        }
    }

    /**
     * Waits for the program to print something.
     *
     * @param enough decides about all that it has printed
     * @param timeout how long to wait
     * @return whether it was enough
     * @throws InterruptedException if this thread is interrupted
     */
    public boolean awaitOutput(Predicate<String> enough, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (output) {
            while (!enough.test(output.toString())) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || outputEnded) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(output, Math.max(left, 1_000_000));
            }
            return true;
        }
    }

    /**
     * Writes lines to the program's standard input.
     *
     * @param text the text; line feeds end lines
     * @throws IOException if the program does not read it, or has ended
     */
    public void input(String text) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write(text.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** Ends the program's standard input. */
    public void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException ended) {
            // A program that has ended reads nothing anyway.
            return;
        }
    }

    /** {@return whether the program runs} */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits for the program to end, and for the rest of its output.
     *
     * @param timeout how long to wait
     * @return whether it has ended
     * @throws InterruptedException if this thread is interrupted
     */
    public boolean awaitExit(Duration timeout) throws InterruptedException {
        if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        // A process that the program has left behind may keep the output open.
        boolean unused = awaitOutput(text -> false, LAST_OUTPUT);
        return true;
    }

    /** {@return the exit status; only called after the program has ended} */
    public int exitStatus() {
        return process.exitValue();
    }

    /** {@return how the program ended, such as {@code ended with exit status 1} or {@code was ended by SIGSEGV}} */
    public String ending() {
        int status = exitStatus();
        int signal = status - FIRST_SIGNAL_STATUS;
        return signal > 0 && SIGNALS.containsKey(signal)
                ? "was ended by " + SIGNALS.get(signal) + " (exit status " + status + ")"
                : "ended with exit status " + status;
    }

    /** Ends the program and all processes of its group, and waits for it. */
    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException ending) {
            // The hook runs, or has run.
        }
        try {
            if (!awaitExit(GRACE)) {
                throw new IllegalStateException("process " + process.pid() + " could not be ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        endInput();
    }

    private void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        signalGroup();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private void signalGroup() {
        if (!grouped) {
            return;
        }
        try {
            Process kill = new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                kill.destroyForcibly();
            }
        } catch (IOException noKill) {
            // The processes that are known are ended one by one.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
