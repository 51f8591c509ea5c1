// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.tap;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.trace.PcapngRecorder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A tap of this process, in front of a server. */
public final class RunningTap implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 90_000;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final ServerSocket listener;
    private final Tap tap;
    private final Thread thread;
    private volatile @Nullable Exception failure;

    /** Starts a tap that ends after a number of connections. */
    public RunningTap(String protocol, Endpoint to, int connections) throws IOException {
        this(protocol, new TcpTransport(), to, connections, null);
    }

    /** Starts a tap with a transport and a recording. */
    public RunningTap(
            String protocol, Transport transport, Endpoint to, int connections, @Nullable PcapngRecorder recorder)
            throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        tap = new Tap(new TappedProtocol.Names().convert(protocol), transport, to, listener, out, recorder, false);
        thread = new Thread(
                () -> {
                    try {
                        tap.run(connections);
                    } catch (IOException | InterruptedException e) {
                        failure = e;
                    }
                },
                "tap");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Waits until all connections are over, and returns what was printed. */
    public String end() throws Exception {
        thread.join(PATIENCE_MILLIS);
        if (thread.isAlive() || failure != null) {
            throw new AssertionError("the tap did not end: " + printed.toString(StandardCharsets.UTF_8), failure);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Returns what was printed until now. */
    public String out() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Stops the tap, and waits until its verdicts are printed. */
    public void stop() throws IOException, InterruptedException {
        tap.close();
        thread.join(PATIENCE_MILLIS);
    }

    @Override
    public void close() throws IOException {
        tap.close();
    }
}
