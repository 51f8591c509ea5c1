// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.server.NumberListener;
import io.labnet.numbers.server.NumberService;
import io.labnet.numbers.server.ServerStopper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests many concurrent clients. */
class NumbersCrowdIT {
    private static final int CLIENTS = 500;

    private final TcpTransport transport = new TcpTransport();

    @Test
    void everyClient_receivesTheCorrectSum() throws Exception {
        NumberService service =
                new NumberService("Ada Server", NumberService::randomNumber, null, NumberListener.SILENT);
        try (Server server = transport.serve(Endpoint.loopback(0), service)) {
            NumberClient client = new NumberClient(transport, server.endpoint());

            assertThat(exchange(client, i -> 1 + i % 100))
                    .hasSize(CLIENTS)
                    .allMatch(outcome -> outcome instanceof NumberExchange done
                            && done.reply().sum() != null
                            && done.reply().agreesWith(done.request()));
        }
    }

    @Test
    void endOfTheServer_truncatesNoReply() throws Exception {
        ServerStopper stopper = new ServerStopper();
        NumberService service =
                new NumberService("Ada Server", NumberService::randomNumber, stopper, NumberListener.SILENT);
        try (Server server = transport.serve(Endpoint.loopback(0), service)) {
            stopper.of(server);
            NumberClient client = new NumberClient(transport, server.endpoint());

            List<NumberOutcome> outcomes = exchange(client, i -> i == CLIENTS / 2 ? 0 : 1 + i % 100);
            assertThat(outcomes)
                    .contains(new NumberOutcome.ServerEnded())
                    .allMatch(outcome -> outcome instanceof NumberExchange done
                            ? done.reply().agreesWith(done.request())
                            : !outcome.toString().contains("cannot be read"));
            server.stopped().toCompletableFuture().get(90, TimeUnit.SECONDS);
        }
    }

    private static List<NumberOutcome> exchange(NumberClient client, IntToLongFunction numbers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<NumberOutcome>> tasks = IntStream.range(0, CLIENTS)
                    .<Callable<NumberOutcome>>mapToObj(i -> () -> outcome(client, numbers.applyAsLong(i)))
                    .toList();
            List<NumberOutcome> outcomes = new ArrayList<>();
            for (Future<NumberOutcome> outcome : threads.invokeAll(tasks)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } finally {
            threads.shutdown();
        }
    }

    private static NumberOutcome outcome(NumberClient client, long number) {
        try {
            return client.exchange(new NumberRequest("client", number));
        } catch (IOException e) {
            return new NumberOutcome.NoReply("not connected: " + e.getMessage());
        }
    }
}
