// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Protohackers 1, "Prime Time": tells whether numbers are prime. A request is a line with a JSON object such as
 * {@code {"method":"isPrime","number":7}}, and so is the response: {@code {"method":"isPrime","prime":true}}. What is not
 * such an object gets one malformed line, then the server closes the connection.
 */
public final class PrimeTime {
    private static final String PRIME = "{\"method\":\"isPrime\",\"prime\":true}";
    private static final String NOT_PRIME = "{\"method\":\"isPrime\",\"prime\":false}";
    private static final String MALFORMED = "malformed";

    private static final int MAX_LINE = 16 * 1024;
    private static final Protocol<String, String> PROTOCOL =
            Lines.lf().framing(MAX_LINE).protocol("prime time");

    private static final JsonFactory JSON = new JsonFactory();

    /** Numbers of up to so many digits are tested in microseconds, others by another thread. */
    private static final int FEW_DIGITS = 18;

    /** The probability of an error is 2 to the power of minus this. */
    private static final int CERTAINTY = 50;

    private PrimeTime() {}

    /**
     * Serves until the process is ended.
     *
     * @param args the port; 0 takes a free one
     * @throws IOException if the port is taken
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: PrimeTime PORT");
            System.exit(2);
        }
        Endpoint at = Endpoint.loopback(Integer.parseInt(args[0]));
        Server server = serve(new TcpTransport(), at, ServerOptions.defaults());
        System.out.println("listening on port " + server.endpoint().port());
    }

    /**
     * Starts the server.
     *
     * @param transport how bytes travel
     * @param at where to listen
     * @param options the limits of the server
     * @return the running server
     * @throws IOException if it can't listen there
     */
    public static Server serve(Transport transport, Endpoint at, ServerOptions options) throws IOException {
        Answering session = new Answering();
        return transport.serve(at, peer -> new Conversation<>(PROTOCOL, session), options);
    }

    /** It holds no state, so one serves all connections. */
    private static final class Answering implements Session<String, String> {
        @Override
        public void received(String line, Outbox<String> out) {
            BigDecimal number;
            try {
                number = numberOf(line);
            } catch (IOException malformed) {
                refuse(out);
                return;
            }
            if (number.precision() <= FEW_DIGITS) {
                answer(isPrime(number), out);
            } else {
                // Requests that follow wait for this one, other connections don't.
                out.work(() -> isPrime(number), Answering::answer, (tooBusy, after) -> after.abort());
            }
        }

        @Override
        public void rejected(ProtocolException problem, Outbox<String> out) {
            refuse(out);
        }

        private static void answer(boolean prime, Outbox<String> out) {
            out.send(prime ? PRIME : NOT_PRIME);
        }

        private static void refuse(Outbox<String> out) {
            out.send(MALFORMED);
            out.finish();
        }
    }

    /** Gives the number of a request. Other fields are ignored. */
    private static BigDecimal numberOf(String line) throws IOException {
        String method = "";
        @Nullable BigDecimal number = null;
        try (JsonParser json = JSON.createParser(line)) {
            boolean object = json.nextToken() == JsonToken.START_OBJECT;
            while (object && json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("method")) {
                    method = value == JsonToken.VALUE_STRING ? json.getText() : "";
                } else if (field.equals("number")) {
                    number = value.isNumeric() ? decimal(json) : null;
                }
                json.skipChildren();
            }
            if (number == null || !method.equals("isPrime") || json.nextToken() != null) {
                throw new IOException("no request: " + line);
            }
            return number;
        }
    }

    private static BigDecimal decimal(JsonParser json) throws IOException {
        try {
            return json.getDecimalValue();
        } catch (NumberFormatException exponentTooLarge) {
            // It is zero, a multiple of ten, or no integer, as those below are.
            return BigDecimal.ZERO;
        }
    }

    private static boolean isPrime(BigDecimal number) {
        if (number.signum() <= 0 || number.scale() < 0) {
            return false; // With a negative scale it is a multiple of ten.
        }
        BigDecimal shortest = number.stripTrailingZeros();
        // One that still has decimals is no integer.
        return shortest.scale() == 0 && shortest.unscaledValue().isProbablePrime(CERTAINTY);
    }
}
