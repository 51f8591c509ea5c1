// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.command.ListenOptions;
import io.labnet.cli.process.Failure;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** A command whose server ends. */
class FailedServerTest {
    @Test
    void serverThatFails_endsItsCommandWithOneLine() {
        OutOfMemoryError cause = new OutOfMemoryError("Java heap space");
        CommandRun run = CommandRun.of(new Serving(CompletableFuture.failedFuture(cause)));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errorLines())
                .containsExactly("serving: the server has stopped, because one of its threads failed:"
                        + " java.lang.OutOfMemoryError: Java heap space");
    }

    @Test
    void serverThatStops_endsItsCommandInOrder() {
        CommandRun run = CommandRun.of(new Serving(CompletableFuture.completedFuture(null)));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @Command(name = "serving")
    private static final class Serving implements Callable<Integer> {
        private final CompletableFuture<Void> stopped;

        Serving(CompletableFuture<Void> stopped) {
            this.stopped = stopped;
        }

        @Override
        public Integer call() throws Failure {
            ListenOptions.awaitEnd(new EndedServer(stopped));
            return 0;
        }
    }

    private record EndedServer(CompletableFuture<Void> end) implements Server {
        @Override
        public Endpoint endpoint() {
            return Endpoint.loopback(1);
        }

        @Override
        public CompletionStage<Void> stop(Duration drain) {
            return end;
        }

        @Override
        public CompletionStage<Void> stopped() {
            return end;
        }

        @Override
        public void close() {}
    }
}
