// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.CommandRun;
import io.labnet.core.transport.ServerOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParseResult;

class LimitOptionsTest {
    private static final ServerOptions DEFAULTS = ServerOptions.defaults();

    @Command(name = "server")
    private static final class Server {
        @Mixin
        private final LimitOptions limits = new LimitOptions();
    }

    private static ServerOptions options(String... args) {
        Server server = new Server();
        server.limits.defaultIdle(Duration.ofSeconds(60));
        ParseResult given = new CommandLine(server).parseArgs(args);
        server.limits.applyPreset(given::hasMatchedOption);
        return server.limits.over(DEFAULTS);
    }

    @Test
    void noOption_keepsDefaults() {
        ServerOptions options = options();
        assertThat(options.idle()).isEqualTo(Duration.ofSeconds(60));
        assertThat(options.messageDeadline()).isNull();
        assertThat(options.minimumRate()).isZero();
        assertThat(options.maxConnections()).isEqualTo(DEFAULTS.maxConnections());
        assertThat(options.maxConnectionsPerHost()).isEqualTo(DEFAULTS.maxConnectionsPerHost());
        assertThat(options.connectionRate()).isEqualTo(DEFAULTS.connectionRate());
    }

    @Test
    void strictLimits_areAsDocumented() {
        ServerOptions options = options("--strict-limits");
        assertThat(options.idle()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.messageDeadline()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.minimumRate()).isEqualTo(1000);
        assertThat(options.maxConnections()).isEqualTo(DEFAULTS.maxConnections());
        assertThat(options.maxConnectionsPerHost()).isEqualTo(100);
        assertThat(options.connectionRate()).isEqualTo(20);
    }

    /** Also if an option repeats its default. */
    @Test
    void singleOptions_overrideStrictLimits() {
        ServerOptions options = options(
                "--idle=60",
                "--message-deadline=20",
                "--strict-limits",
                "--minimum-rate=0",
                "--max-connections-per-host=16384",
                "--connection-rate=1000");
        assertThat(options.idle()).isEqualTo(Duration.ofSeconds(60));
        assertThat(options.messageDeadline()).isEqualTo(Duration.ofSeconds(20));
        assertThat(options.minimumRate()).isZero();
        assertThat(options.maxConnectionsPerHost()).isEqualTo(16_384);
        assertThat(options.connectionRate()).isEqualTo(1000);
    }

    @Test
    void proxyProtocol_noAddress_isMisuse() {
        CommandRun.labnet("numbers server --port 0 --proxy-protocol 10.0.0.1,balancer")
                .misused(
                        "Invalid value for option '--proxy-protocol': 'balancer' is neither an IP address nor a network"
                                + " such as 10.0.0.0/8 or 2001:db8::/32");
        CommandRun.labnet("numbers server --port 0 --connection-rate 0")
                .misused("--connection-rate 0 is not within 1 to 1000000000");
    }
}
