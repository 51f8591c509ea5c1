// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import io.labnet.core.transport.Server;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.client.NumberClient;
import io.labnet.numbers.client.NumberExchange;
import io.labnet.numbers.client.NumberOutcome;
import io.labnet.numbers.server.NumberListener;
import io.labnet.numbers.server.NumberService;
import io.labnet.numbers.server.ServerStopper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Names and numbers exchanged, until one is out of range. */
final class NumbersDemo implements DemoSection {
    private static final int CLIENTS = 500;

    private final DemoEnvironment environment;
    private final int clients;

    NumbersDemo(DemoEnvironment environment) {
        this.environment = environment;
        clients = environment.scaled(CLIENTS);
    }

    @Override
    public void run(Transcript transcript) throws Exception {
        ServerStopper end = new ServerStopper();
        NumberService service = new NumberService("Ada Server", () -> 10, end, NumberListener.SILENT);
        try (Server server = environment.serve(service, OPTIONS)) {
            end.of(server);
            transcript.print("A server that always sends the number 10, on " + server.endpoint() + ":");
            showAnswers(transcript, server);
            transcript.print("For anything else the server closes the connection, and continues:");
            transcript.expect("a number that is a string", "", exchange(server, "\"25\""));
            transcript.expect("a fraction", "", exchange(server, "25.0"));
            transcript.expect("a number of 65 bits", "", exchange(server, "9223372036854775808"));
            transcript.expect("a megabyte of zeros", "", exchange(server, "0".repeat(environment.scaled(1 << 20))));
            NumberClient client = new NumberClient(environment.transport(), server.endpoint());
            transcript.expect(
                    "concurrent clients whose sum agrees", clients, Crowd.run(clients, i -> () -> agrees(client, i)));
            transcript.print("A number out of range ends the server:");
            NumberOutcome last = client.exchange(new NumberRequest(NumberClient.DEFAULT_NAME, 101));
            transcript.expect("101", new NumberOutcome.ServerEnded(), last);
            server.stopped().toCompletableFuture().get(10, TimeUnit.SECONDS);
            transcript.expect("the port afterwards", "closed", portOf(client));
        }
    }

    private void showAnswers(Transcript transcript, Server server) throws IOException {
        String reply = "{\"server_name\": \"Ada Server\", \"server_number\": 10, \"sum\": ";
        transcript.expect("25, a byte at a time", reply + "35}", exchange(server, "25"));
        transcript.expect("100, with a newline after it", reply + "110}", exchange(server, "100 }\r\n"));
    }

    private String exchange(Server server, String number) throws IOException {
        String request =
                "{\"client_name\": \"Ada Client\", \"client_number\": " + number + (number.endsWith("\n") ? "" : "}");
        byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
        return new String(RawExchange.of(environment.transport(), server.endpoint(), bytes), StandardCharsets.UTF_8);
    }

    private static boolean agrees(NumberClient client, int i) throws IOException {
        NumberRequest request = new NumberRequest("client " + i, 1 + i % NumberRequest.MAX_NUMBER);
        return client.exchange(request) instanceof NumberExchange done
                && done.reply().sum() != null
                && done.reply().agreesWith(request);
    }

    private static String portOf(NumberClient client) {
        try {
            return client.exchange(new NumberRequest(NumberClient.DEFAULT_NAME, 1))
                    .toString();
        } catch (IOException e) {
            return "closed";
        }
    }
}
