// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Protohackers 1, "Prime Time": tests whether numbers are prime. A request is a line with a JSON object such as {@code
 * {"method":"isPrime","number":7}}. The response is a line such as {@code {"method":"isPrime","prime":true}}. To
 * anything else the server replies with one malformed line, and closes the connection.
 */
public final class PrimeTime implements Session<String, String> {
    private static final String PRIME = "{\"method\":\"isPrime\",\"prime\":true}";
    private static final String NOT_PRIME = "{\"method\":\"isPrime\",\"prime\":false}";

    private static final int MAX_LINE = 16 * 1024;
    private static final Protocol<String, String> PROTOCOL =
            Lines.lf().framing(MAX_LINE).protocol("prime time");

    /** Numbers stay exact. Jackson itself refuses invalid JSON and excessive nesting or length. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Numbers of up to this length take microseconds and are tested immediately, longer ones by another thread. */
    private static final int FEW_DIGITS = 18;

    /** The probability of an error is 2 to the power of minus this number. */
    private static final int CERTAINTY = 50;

    private PrimeTime() {}

    @Override
    public void received(String line, Outbox<String> out) {
        BigDecimal number;
        try {
            JsonNode request = JSON.readTree(line);
            if (!request.path("method").asText().equals("isPrime")
                    || !request.path("number").isNumber()) {
                refuse(out);
                return;
            }
            number = request.path("number").decimalValue();
        } catch (JsonProcessingException | NumberFormatException malformed) {
            refuse(out);
            return;
        }
        if (number.precision() <= FEW_DIGITS) {
            answer(isPrime(number), out);
        } else {
            // Later requests of this connection wait, other connections don't.
            out.work(() -> isPrime(number), PrimeTime::answer, (tooBusy, after) -> after.abort());
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
        out.send("malformed");
        out.finish();
    }

    private static boolean isPrime(BigDecimal number) {
        if (number.signum() <= 0 || number.scale() < 0) {
            return false; // A negative scale means that the number is a multiple of ten, so it is not prime.
        }
        BigDecimal shortest = number.stripTrailingZeros();
        // A positive scale means that the number is not an integer.
        return shortest.scale() == 0 && shortest.unscaledValue().isProbablePrime(CERTAINTY);
    }

    /** {@return the server's side of a new connection} */
    public static Conversation<?, ?> conversation() {
        return new Conversation<>(PROTOCOL, new PrimeTime());
    }

    /**
     * Serves until the process ends.
     *
     * @param args the port, 0 for a free one
     * @throws IOException if the port is in use
     */
    public static void main(String[] args) throws IOException {
        try {
            Endpoint at = Endpoint.loopback(Integer.parseInt(args[0]));
            Server server = new TcpTransport().serve(at, peer -> conversation());
            System.out.println("listening on port " + server.endpoint().port());
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            System.err.println("usage: PrimeTime PORT, a number from 0 (any free port) to 65535");
            System.exit(2);
        }
    }
}
