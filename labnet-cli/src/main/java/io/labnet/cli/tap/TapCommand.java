// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.tap;

import io.labnet.cli.command.Bounds;
import io.labnet.cli.command.FaultOptions;
import io.labnet.cli.command.FileErrors;
import io.labnet.cli.command.LongRunning;
import io.labnet.cli.command.Program;
import io.labnet.cli.process.BackgroundOutput;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.PlainText;
import io.labnet.cli.process.Shutdown;
import io.labnet.cli.process.UsageError;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.datagram.UdpTransport;
import io.labnet.core.transport.trace.PcapngFile;
import io.labnet.core.transport.trace.PcapngRecorder;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code labnet tap}: stands between two programs, shows what they say, and judges who broke which rule first. */
@Command(
        name = "tap",
        description = {
            "Shows and judges what two programs say.",
            "It stands between any two programs: let the client connect to the tap instead of the server. The tap passes everything on, prints it decoded,"
                    + " and says which side broke which rule first. With --udp, it listens in a chat room."
        },
        footer = {
            "",
            "Examples:",
            "  labnet tap xor --listen 4001 --to 127.0.0.1:4000 --record run.pcapng",
            "  labnet tap crds --udp --listen 239.0.0.10:5000"
        })
public final class TapCommand extends LongRunning implements Callable<Integer> {
    private static final int MAX_PORT = 0xffff;

    @Parameters(
            paramLabel = "PROTOCOL",
            converter = TappedProtocol.Names.class,
            completionCandidates = TappedProtocol.Names.class,
            description = "grades, crds, xor, compute or numbers")
    private TappedProtocol protocol = TappedProtocol.GRADES;

    @Option(
            names = "--listen",
            paramLabel = "[HOST:]PORT",
            required = true,
            converter = PlainText.class,
            description = "where clients connect; 0 takes a free port and prints it; with --udp, the room's address"
                    + " (required)")
    private String listen = "";

    @Option(
            names = "--to",
            paramLabel = "HOST:PORT",
            converter = PlainText.class,
            description = "the server (default: the protocol's port on this machine)")
    private @Nullable String to;

    @Option(names = "--record", paramLabel = "FILE", description = "record everything in a pcapng file for Wireshark")
    private @Nullable Path record;

    @Bounds(min = 1, max = Integer.MAX_VALUE)
    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "end after N connections, with --udp after N messages (default: no limit)")
    private @Nullable Integer connections;

    @Option(names = "--udp", description = "listen in the chat room whose address --listen gives")
    private boolean udp;

    @Option(
            names = "--interface",
            paramLabel = "NAME",
            converter = PlainText.class,
            description = "with --udp, the network interface: its name or one of its addresses")
    private @Nullable String networkInterface;

    @Option(names = "--trace-secrets", description = "show keys, too")
    private boolean secrets;

    @Mixin
    private final FaultOptions faults = new FaultOptions();

    /** Creates the command; called by picocli. */
    public TapCommand() {}

    @Override
    public Integer call() throws Failure, IOException, InterruptedException {
        int most = connections == null ? Integer.MAX_VALUE : connections;
        if (udp && (to != null || protocol != TappedProtocol.CRDS)) {
            throw new UsageError("--udp listens in a chat room of crds, and needs only --listen GROUP:PORT");
        }
        if (!udp && networkInterface != null) {
            throw new UsageError("--interface needs --udp");
        }
        Endpoint at = endpoint("--listen", listen, Endpoint.LOOPBACK, 0);
        PrintStream out = BackgroundOutput.inFrontOf(System.out);
        try (PcapngFile file = record == null ? null : recording(record)) {
            if (udp) {
                listenIn(at, out, file, most);
            } else {
                relay(at, out, file, most);
            }
            return 0;
        } finally {
            out.close();
        }
    }

    private void relay(Endpoint at, PrintStream out, @Nullable PcapngFile file, int most)
            throws Failure, IOException, InterruptedException {
        Endpoint server = to == null ? Endpoint.loopback(protocol.port()) : endpoint("--to", to, null, 1);
        InetAddress address = InetAddress.getByName(server.host());
        try (ServerSocket listener = listener(at);
                Tap tap = new Tap(
                        protocol,
                        faults.over(new TcpTransport()),
                        server,
                        listener,
                        out,
                        file == null ? null : new PcapngRecorder(file, address.getHostAddress(), server.port()),
                        secrets)) {
            closeAtEnd(tap);
            out.println("listening on "
                    + new Endpoint(listener.getInetAddress().getHostAddress(), listener.getLocalPort()));
            tap.run(most);
        }
    }

    private void listenIn(Endpoint at, PrintStream out, @Nullable PcapngFile file, int most)
            throws Failure, IOException {
        UdpTransport rooms =
                networkInterface == null ? new UdpTransport() : new UdpTransport().withInterface(networkInterface);
        try (ChatTap tap = new ChatTap(rooms, at, out, file)) {
            closeAtEnd(tap);
            tap.run(most);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--listen " + at + ": " + e.getMessage());
        }
    }

    /** Closes a tap when the process is ended by a signal, so that it can print its last lines. */
    private static void closeAtEnd(Closeable tap) {
        Shutdown.add(new Thread(
                () -> {
                    try {
                        tap.close();
                    } catch (IOException e) {
                        // The process ends anyway.
                        return;
                    }
                    Program.awaitCommand();
                },
                "labnet-tap-end"));
    }

    private static ServerSocket listener(Endpoint at) throws Failure, IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(at.host(), at.port()));
            return listener;
        } catch (IOException e) {
            listener.close();
            throw new Failure("cannot listen on " + at + ": " + e.getMessage(), e);
        }
    }

    private static PcapngFile recording(Path file) throws Failure {
        try {
            return new PcapngFile(new BufferedOutputStream(Files.newOutputStream(file)));
        } catch (IOException e) {
            throw new Failure("cannot record to " + file + ": " + FileErrors.reason(e), e);
        }
    }

    /** Reads an address such as {@code 127.0.0.1:4000} or {@code [::1]:4000}; the host may have a default. */
    private static Endpoint endpoint(String option, String text, @Nullable String defaultHost, int leastPort) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? defaultHost : text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
        String digits = text.substring(colon + 1);
        if (host == null || host.isEmpty() || !digits.matches("[0-9]{1,5}")) {
            throw new UsageError(option + " '" + text + "' is not HOST:PORT");
        }
        int port = Integer.parseInt(digits);
        if (port < leastPort || port > MAX_PORT) {
            throw new UsageError(option + ": port " + port + " is not within " + leastPort + " to " + MAX_PORT);
        }
        return new Endpoint(host, port);
    }
}
