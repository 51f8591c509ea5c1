// SPDX-License-Identifier: Apache-2.0
package io.labnet.check;

import io.labnet.check.program.LocalPorts;
import io.labnet.check.program.ProgramCommand;
import io.labnet.check.program.ProgramRun;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Subject;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server under test, which is started if need be, and again after it has ended. */
final class ServerSubject implements Subject, Closeable {
    /** Longer than the pauses of programs that answer, shorter than a person notices. */
    private static final Duration QUIET = Duration.ofMillis(60);

    private static final Duration START = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final int SHOWN_OUTPUT = 2000;

    private final Target target;
    private final Map<String, String> placeholders;
    private final ConnectOptions options;
    private int port;
    private boolean reached;
    private @Nullable ProgramRun run;

    ServerSubject(Target target, Map<String, String> placeholders, Duration patience) {
        this.target = target;
        this.placeholders = placeholders;
        this.port = target.port();
        this.options = ConnectOptions.defaults().withQuiet(QUIET).withConnectTimeout(patience);
    }

    /** Starts the program unless it runs; tries once whether one that the checker does not start can be reached. */
    void start() throws StartException {
        if (!target.isStarted()) {
            reach();
            return;
        }
        if (run != null && run.isAlive()) {
            return;
        }
        stop();
        try {
            port = target.port() == 0 ? LocalPorts.find() : target.port();
            launch();
        } catch (StartException e) {
            throw e;
        } catch (IOException e) {
            throw new StartException("it can't be started: " + e.getMessage(), e);
        }
    }

    private void reach() throws StartException {
        if (reached) {
            return;
        }
        try (Connection connection = target.transport().connect(target.at(port), options)) {
            reached = true;
            connection.finish();
        } catch (IOException e) {
            throw new StartException("it can't be reached at " + target.at(port) + ": " + e.getMessage(), e);
        }
    }

    private void launch() throws IOException {
        ProgramCommand command = target.command();
        if (command == null) {
            throw new IOException("there is no command");
        }
        if (LocalPorts.isListening(port)) {
            throw new StartException("another program listens on port " + port, null);
        }
        Map<String, String> values = new HashMap<>(placeholders);
        values.put("host", target.host());
        values.put("port", Integer.toString(port));
        ProgramRun started = command.start(values);
        run = started;
        long deadline = System.nanoTime() + START.toNanos();
        while (!LocalPorts.isListening(port)) {
            if (hasEnded(started)) {
                throw new StartException("it " + started.ending() + printed(started), null);
            }
            if (System.nanoTime() > deadline) {
                throw new StartException(
                        "it did not listen on port " + port + " within " + START.toSeconds() + " s" + printed(started),
                        null);
            }
        }
    }

    /** Waits for a moment. */
    private static boolean hasEnded(ProgramRun run) throws StartException {
        try {
            return run.awaitExit(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("the check was interrupted", e);
        }
    }

    private static String printed(ProgramRun run) {
        String output = run.output().strip();
        String end = output.substring(Math.max(0, output.length() - SHOWN_OUTPUT));
        return end.isEmpty() ? "; it printed nothing" : "; it printed:\n" + end;
    }

    @Override
    public Connection open() throws Mismatch {
        try {
            return target.transport().connect(target.at(port), options);
        } catch (IOException e) {
            throw new Mismatch("the server accepts a connection", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public @Nullable ProgramRun program() {
        return run;
    }

    @Override
    public void restart() throws Mismatch {
        stop();
        try {
            launch();
        } catch (IOException e) {
            throw new Mismatch(
                    "the server, killed and started again, listens on port " + port, String.valueOf(e.getMessage()));
        }
    }

    void stop() {
        if (run != null) {
            run.close();
            run = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
