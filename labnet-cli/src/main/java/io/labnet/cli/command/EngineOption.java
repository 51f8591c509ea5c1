// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.netty.NettyTransport;
import picocli.CommandLine.Option;

/** The option {@code --engine} of every server and client: who reads and writes the sockets. */
public final class EngineOption {
    private enum Engine {
        NIO,
        NETTY
    }

    private static final class Engines extends Choices<Engine> {
        Engines() {
            super(Engine.class);
        }
    }

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "nio",
            converter = Engines.class,
            completionCandidates = Engines.class,
            description =
                    "what reads and writes the sockets: nio, labnet's own loops, or netty, to compare its speed and"
                            + " memory; all else is the same (default: ${DEFAULT-VALUE})")
    private Engine engine = Engine.NIO;

    /** Creates the option; called by picocli. */
    public EngineOption() {}

    /**
     * Returns the chosen transport.
     *
     * @return TCP without TLS
     */
    public Transport transport() {
        return switch (engine) {
            case NIO -> new TcpTransport();
            case NETTY -> new NettyTransport();
        };
    }
}
