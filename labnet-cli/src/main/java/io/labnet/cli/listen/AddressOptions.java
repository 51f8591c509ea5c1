// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.listen;

import io.labnet.cli.command.Addresses;
import io.labnet.cli.process.Failure;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.address.AddressSet;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options {@code --deny} and {@code --proxy-protocol} of every server. */
final class AddressOptions {
    @Option(
            names = "--deny",
            paramLabel = "FILE",
            description = "refuse new connections from the addresses and networks in this file, one per line, with #"
                    + " comments; read again when it changes, and at SIGHUP")
    private @Nullable Path deny;

    @Option(
            names = "--proxy-protocol",
            paramLabel = "ADDRESSES",
            converter = Addresses.class,
            description = "the addresses of balancers, separated by commas; their connections must begin with a PROXY"
                    + " header, version 1 or 2, which names the client")
    private AddressSet proxies = AddressSet.none();

    /**
     * Reads the file of {@code --deny}.
     *
     * @return the list; {@code null} without {@code --deny}
     * @throws Failure if the file can't be used
     */
    @Nullable
    DenyList denied() throws Failure {
        return deny == null ? null : DenyList.of(deny);
    }

    ServerOptions over(ServerOptions defaults, @Nullable DenyList denied) {
        ServerOptions options = defaults.withProxies(proxies);
        return denied == null ? options : options.withDenied(denied);
    }
}
