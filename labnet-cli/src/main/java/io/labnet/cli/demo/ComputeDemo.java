// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import io.labnet.compute.NameUuid;
import io.labnet.compute.server.ComputeListener;
import io.labnet.compute.server.ComputeService;
import io.labnet.compute.server.ComputeSettings;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** Compute requests without framing, in one segment and byte by byte. */
final class ComputeDemo implements DemoSection {
    private static final int CLIENTS = 200;
    private static final int FACTORIAL = 100_000;
    private static final int REPEATED = 700_000;
    private static final String TEXT = "A B C D E F G H I J";
    private static final String REQUESTS = "FIBONACCI7FACTORIAL6FILE19" + TEXT + "COMPLETE";

    private final DemoEnvironment environment;
    private final int clients;

    ComputeDemo(DemoEnvironment environment) {
        this.environment = environment;
        clients = environment.scaled(CLIENTS);
    }

    @Override
    public void run(Transcript transcript) throws Exception {
        try (ComputeService service = new ComputeService(ComputeSettings.documented(), ComputeListener.SILENT);
                Server server = environment.serve(service, service.options().withListener(ServerListener.SILENT))) {
            Endpoint at = server.endpoint();
            transcript.print("A server on " + at + ". Clients send everything in one segment, or byte by byte:");
            for (String name : new String[] {"Client1", "Client2"}) {
                transcript.expect(name + " in one segment", replies(name), exchange(at, name + REQUESTS));
                String bytes = exchange(at, name + REQUESTS, 1);
                transcript.expect(name + " byte by byte", replies(name), bytes);
            }
            showNamesakes(transcript, at);
            showMistakes(transcript, at);
            showLongOnes(transcript, at);
            showCrowd(transcript, at);
        }
    }

    private void showNamesakes(Transcript transcript, Endpoint at) throws IOException {
        transcript.print("Two clients with the same name at the same time:");
        try (Connection first = environment.transport().connect(at)) {
            first.write(ByteBuffer.wrap("Client1\n".getBytes(StandardCharsets.UTF_8)));
            ByteBuffer uuid = ByteBuffer.allocate(64);
            first.read(uuid);
            boolean same =
                    exchange(at, "Client1\n").startsWith(NameUuid.of("Client1").toString());
            transcript.expect("the second gets the same UUID", false, same);
        }
    }

    private void showMistakes(Transcript transcript, Endpoint at) throws IOException {
        transcript.print("An invalid request is answered with an error, and the conversation continues:");
        String uuid = "_" + NameUuid.of("me");
        String reply = exchange(at, "me\nFACTORIAL-1\nFACTORIAL1.5\nFIBONACCI100000000000000000000\nFACTORIAL3\n");
        transcript.expect(
                "-1, 1.5, a number of 21 digits, and 3",
                "ERROR -1 is negative (compute-2.3), ERROR 1.5 is no number (compute-2.2), "
                        + "ERROR 100000000000000000000 is larger than 1000000 (compute-2.3), 6",
                reply.substring(uuid.length() - 1).replace(uuid, ", ").replaceFirst(", $", ""));
    }

    private void showLongOnes(Transcript transcript, Endpoint at) throws IOException {
        transcript.print("A long answer, and a long text that is not stored:");
        int n = environment.scaled(FACTORIAL);
        String factorial = exchange(at, "long\nFACTORIAL" + n + "\nCOMPLETE");
        int digits = factorial.length()
                - "_".length()
                - 2 * NameUuid.of("long").toString().length();
        transcript.expect("digits of " + n + "!", digitsOfFactorial(n), digits);
        String text = "lorem ipsum ".repeat(environment.scaled(REPEATED));
        String counted = exchange(at, "long\nFILE" + text.length() + text + "COMPLETE");
        transcript.expect(
                "words in " + text.length() + " bytes",
                Integer.toString(2 * environment.scaled(REPEATED)),
                counted.substring(NameUuid.of("long").toString().length()).replaceFirst("_.*", ""));
    }

    private void showCrowd(Transcript transcript, Endpoint at) throws Exception {
        transcript.print(clients + " clients at the same time:");
        int right = Crowd.run(
                clients, i -> () -> exchange(at, "Crowd" + i + "\n" + REQUESTS).equals(replies("Crowd" + i)));
        transcript.expect("clients with correct replies", clients, right);
    }

    private String exchange(Endpoint at, String text) throws IOException {
        return exchange(at, text, text.length());
    }

    private String exchange(Endpoint at, String text, int step) throws IOException {
        byte[] sent = text.getBytes(StandardCharsets.US_ASCII);
        return new String(RawExchange.of(environment.transport(), at, sent, step), StandardCharsets.US_ASCII);
    }

    /** Returns the number of decimal digits of n!, from the sum of the logarithms. */
    private static int digitsOfFactorial(int n) {
        return 1 + (int) IntStream.rangeClosed(1, n).mapToDouble(Math::log10).sum();
    }

    private static String replies(String name) {
        String uuid = NameUuid.of(name).toString();
        return uuid + "8_" + uuid + "720_" + uuid + "10_" + uuid;
    }
}
