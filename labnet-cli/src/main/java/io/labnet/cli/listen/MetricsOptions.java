// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.listen;

import io.labnet.cli.command.Bounds;
import io.labnet.cli.command.HostName;
import io.labnet.cli.metrics.MetricsEndpoint;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.UsageError;
import io.labnet.core.transport.Endpoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options {@code --metrics} and {@code --metrics-host} of every server. */
final class MetricsOptions {
    @Bounds(min = 0, max = 0xffff)
    @Option(
            names = "--metrics",
            paramLabel = "PORT",
            description = "serve metrics for Prometheus at http://" + Endpoint.LOOPBACK + ":PORT/metrics, and the"
                    + " server's state at /health; 0 takes a free port and prints it (default: no metrics)")
    private @Nullable Integer port;

    @Option(
            names = "--metrics-host",
            paramLabel = "HOST",
            converter = HostName.class,
            description = "the address for --metrics; 0.0.0.0 is every interface (default: " + Endpoint.LOOPBACK + ")")
    private @Nullable String host;

    /**
     * Opens the endpoint that the options request.
     *
     * @param server the name of the server, which its metrics have as a label
     * @return the endpoint; {@code null} if there is no {@code --metrics}
     * @throws Failure if it can't listen there
     */
    @Nullable
    MetricsEndpoint open(String server) throws Failure {
        if (port == null) {
            if (host != null) {
                throw new UsageError("--metrics-host is the address for --metrics, which is missing");
            }
            return null;
        }
        return MetricsEndpoint.open(new Endpoint(host == null ? Endpoint.LOOPBACK : host, port), server);
    }
}
