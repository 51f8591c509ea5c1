// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.check;

import io.labnet.check.Target;
import io.labnet.check.program.ProgramCommand;
import io.labnet.cli.command.Bounds;
import io.labnet.cli.command.FaultOptions;
import io.labnet.cli.connect.ClientTlsOptions;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.PlainText;
import io.labnet.cli.process.UsageError;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.core.transport.trace.Side;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jline.reader.SyntaxError;
import org.jline.reader.impl.DefaultParser;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the program under test is started and reached. */
final class ProgramOptions {
    private static final int MAX_PORT = 0xffff;
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final String DEFAULT_ID = "20200000";
    private static final int MEBIBYTE = 1024 * 1024;

    @Option(
            names = "--exec",
            paramLabel = "COMMAND",
            converter = PlainText.class,
            description =
                    "how the program is started; {host}, {port}, {id}, {keys} (a file of keys) and {grades} (a file"
                            + " of marks) are replaced")
    private @Nullable String exec;

    @Bounds(min = 1, max = MAX_PORT)
    @Option(names = "--port", paramLabel = "PORT", description = "the port of a server that is running already")
    private @Nullable Integer port;

    @Bounds(min = 1, max = MAX_PORT)
    @Option(
            names = "--fixed-port",
            paramLabel = "PORT",
            description = "with --exec, the only port that the program can use")
    private @Nullable Integer fixedPort;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            converter = PlainText.class,
            defaultValue = DEFAULT_HOST,
            description = "where a server listens, or the check itself for a client (default: ${DEFAULT-VALUE})")
    private String host = DEFAULT_HOST;

    @Option(
            names = "--id",
            paramLabel = "ID",
            converter = PlainText.class,
            defaultValue = DEFAULT_ID,
            description = "the student id for {id} (default: ${DEFAULT-VALUE})")
    private String id = DEFAULT_ID;

    @Bounds(min = 16, max = 1 << 20, unit = "MiB")
    @Option(
            names = "--memory",
            paramLabel = "MIB",
            defaultValue = "1024",
            description = "the largest data segment of each process of the program, on Linux (default: ${DEFAULT-VALUE}"
                    + " MiB)")
    private int memory = 1024;

    @Bounds(min = 1, max = 86_400, unit = "s")
    @Option(
            names = "--cpu",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "the largest processor time of each process of the program, on Linux (default:"
                    + " ${DEFAULT-VALUE} s)")
    private int cpu = 60;

    @Mixin
    private final FaultOptions faults = new FaultOptions();

    @Mixin
    private final ClientTlsOptions tls = new ClientTlsOptions();

    /** Returns the program. */
    Target target(Side side, @Nullable Path directory) throws Failure {
        if ((exec == null) == (port == null)) {
            throw new UsageError("either --exec 'COMMAND' or --port PORT is required");
        }
        if (exec == null && (fixedPort != null || side == Side.CLIENT)) {
            throw new UsageError(
                    side == Side.CLIENT
                            ? "a client is started by the check: --exec 'COMMAND' is required"
                            : "--fixed-port needs --exec");
        }
        Transport plain = new TcpTransport();
        Transport transport = tls.over(faults.over(plain));
        if (side == Side.CLIENT && transport != plain) {
            throw new UsageError("TLS and faults are for servers: a client connects to the check by plain TCP");
        }
        requireKnown(host);
        ProgramCommand command =
                exec == null ? null : new ProgramCommand(words(exec), directory, (long) memory * MEBIBYTE, cpu);
        if (command != null && fixedPort == null && !command.names("port")) {
            throw new UsageError("--exec '" + exec + "' has no {port}: add it, or say which port the program uses with"
                    + " --fixed-port");
        }
        Integer known = exec == null ? port : fixedPort;
        return new Target(command, host, known == null ? 0 : known, transport, Map.of("id", id));
    }

    private static void requireKnown(String host) {
        try {
            Object unused = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new UsageError("--host '" + host + "': no such host is known");
        }
    }

    /** Splits a command as a shell does, without anything else that a shell does. */
    private static List<String> words(String command) {
        try {
            DefaultParser parser = new DefaultParser();
            parser.setEofOnUnclosedQuote(true);
            return parser.parse(command, 0).words();
        } catch (SyntaxError e) {
            throw new UsageError("--exec '" + command + "': " + e.getMessage());
        }
    }

    /** Returns how to repeat these options on a command line. */
    String repeated() {
        StringBuilder line = new StringBuilder();
        if (exec != null) {
            line.append(" --exec ").append(quoted(exec));
        }
        if (port != null) {
            line.append(" --port ").append(port);
        }
        if (fixedPort != null) {
            line.append(" --fixed-port ").append(fixedPort);
        }
        if (!host.equals(DEFAULT_HOST)) {
            line.append(" --host ").append(quoted(host));
        }
        if (!id.equals(DEFAULT_ID)) {
            line.append(" --id ").append(quoted(id));
        }
        return line.toString();
    }

    /** Quotes a word for a shell. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
