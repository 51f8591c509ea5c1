// SPDX-License-Identifier: Apache-2.0
package io.labnet.check;

import io.labnet.check.program.ProgramCommand;
import io.labnet.check.program.ProgramRun;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Subject;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.internal.tcp.TcpConnection;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A client under test, started for one run of a case, and the port to which it connects. */
final class ClientSubject implements Subject, Closeable {
    private static final Duration QUIET = Duration.ofMillis(60);
    private static final int BACKLOG = 64;

    /** A program may take long to begin, and asks on its standard input first. */
    private static final Duration START = Duration.ofSeconds(15);

    private static final int POLL_MILLIS = 50;

    private final ServerSocket listener;
    private final ProgramRun run;

    ClientSubject(Target target, Map<String, String> placeholders) throws StartException {
        ProgramCommand command = target.command();
        if (command == null) {
            throw new StartException("a client needs a command", null);
        }
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getByName(target.host()), target.port()), BACKLOG);
        } catch (IOException e) {
            throw new StartException("the check can't listen on port " + target.port() + ": " + e.getMessage(), e);
        }
        Map<String, String> values = new HashMap<>(placeholders);
        values.put("host", target.host());
        values.put("port", Integer.toString(listener.getLocalPort()));
        try {
            run = command.start(values);
        } catch (IOException e) {
            closeListener();
            throw new StartException("it can't be started: " + e.getMessage(), e);
        }
    }

    @Override
    public Connection open() throws Mismatch, IOException {
        long deadline = System.nanoTime() + START.toNanos();
        listener.setSoTimeout(POLL_MILLIS);
        while (true) {
            boolean over = !run.isAlive() || System.nanoTime() > deadline;
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                return new TcpConnection(socket, ConnectOptions.defaults().withQuiet(QUIET));
            } catch (SocketTimeoutException e) {
                if (over) {
                    throw new Mismatch(
                            "the client connects",
                            run.isAlive()
                                    ? "it did not, within " + START.toSeconds() + " s"
                                    : "it " + run.ending() + " without connecting");
                }
            }
        }
    }

    @Override
    public ProgramRun program() {
        return run;
    }

    @Override
    public void restart() throws Mismatch {
        throw new Mismatch("a server", "a client is not started again");
    }

    private void closeListener() {
        try {
            listener.close();
        } catch (IOException e) {
            // Nothing is left to do with this socket.
            return;
        }
    }

    @Override
    public void close() {
        run.close();
        closeListener();
    }
}
