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
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Compute requests without framing, in one segment and byte by byte. */
final class ComputeDemo implements DemoSection {
    private static final int CLIENTS = 200;
    private static final String TEXT = "A B C D E F G H I J";
    private static final String REQUESTS = "FIBONACCI7FACTORIAL6FILE19" + TEXT + "COMPLETE";

    private final Transport transport = new TcpTransport();

    @Override
    public void run(Transcript transcript) throws Exception {
        try (ComputeService service = new ComputeService(ComputeSettings.documented(), ComputeListener.SILENT);
                Server server = transport.serve(
                        Endpoint.loopback(0), service, service.options().withListener(ServerListener.SILENT))) {
            Endpoint at = server.endpoint();
            transcript.print(
                    "A server on port " + at.port() + ". Clients send everything in one segment, or byte by byte:");
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
        try (Connection first = transport.connect(at)) {
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
        transcript.print("An answer of 456,574 digits, and a text of 8 MB that is not stored:");
        String factorial = exchange(at, "long\nFACTORIAL100000\nCOMPLETE");
        int digits = factorial.length()
                - "_".length()
                - 2 * NameUuid.of("long").toString().length();
        transcript.expect("digits of 100,000!", 456_574, digits);
        String text = "lorem ipsum ".repeat(700_000);
        String counted = exchange(at, "long\nFILE" + text.length() + text + "COMPLETE");
        transcript.expect(
                "words",
                "1400000",
                counted.substring(NameUuid.of("long").toString().length()).replaceFirst("_.*", ""));
    }

    private void showCrowd(Transcript transcript, Endpoint at) throws Exception {
        transcript.print(CLIENTS + " clients at the same time:");
        int right = Crowd.run(
                CLIENTS, i -> () -> exchange(at, "Crowd" + i + "\n" + REQUESTS).equals(replies("Crowd" + i)));
        transcript.expect("clients with correct replies", CLIENTS, right);
    }

    private String exchange(Endpoint at, String text) throws IOException {
        return exchange(at, text, text.length());
    }

    private String exchange(Endpoint at, String text, int step) throws IOException {
        byte[] sent = text.getBytes(StandardCharsets.US_ASCII);
        return new String(RawExchange.of(transport, at, sent, step), StandardCharsets.US_ASCII);
    }

    private static String replies(String name) {
        String uuid = NameUuid.of(name).toString();
        return uuid + "8_" + uuid + "720_" + uuid + "10_" + uuid;
    }
}
