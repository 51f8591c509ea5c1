// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Transport;
import io.labnet.examples.protohackers.Checker.Served;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrimeTimeTest {
    private static final String TRANSPORTS = "io.labnet.examples.protohackers.Checker#transports";

    private static final String PRIME = "{\"method\":\"isPrime\",\"prime\":true}";
    private static final String NOT_PRIME = "{\"method\":\"isPrime\",\"prime\":false}";

    /** 2^521 - 1, a Mersenne prime. */
    private static final String LARGE_PRIME =
            BigInteger.ONE.shiftLeft(521).subtract(BigInteger.ONE).toString();

    private static final String ASKED = request("7") + request("8") + request(LARGE_PRIME) + request(LARGE_PRIME + "1")
            + "{\"extra\":{\"number\":[4,{\"method\":\"x\"}]},\"number\":11,\"method\":\"isPrime\"}\n" + request("9");

    private static final List<String> ANSWERS = List.of(PRIME, NOT_PRIME, PRIME, NOT_PRIME, PRIME, NOT_PRIME);

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void splitRequests_areAnsweredInOrder(Transport transport) throws IOException {
        byte[] bytes = Checker.bytes(ASKED);
        try (Served server = new Served(transport, PrimeTime::conversation)) {
            for (int seed = 0; seed < 5; seed++) {
                try (Checker client = server.connect()) {
                    assertAnswered(client.sendCut(bytes, seed));
                }
            }
            try (Checker client = server.connect()) {
                assertAnswered(client.sendBytewise(bytes));
                assertAnswered(client.send(bytes));
                assertThat(client.finish().rest()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, true",
        "13, true",
        "2147483647, true",
        "9223372036854775783, true",
        "7.0, true",
        "1.3e1, true",
        "0, false",
        "1, false",
        "-7, false",
        "-0, false",
        "4, false",
        "9223372036854775807, false",
        "7.5, false",
        "0.7, false",
        "1e300, false",
        "70e-1, true",
        "1E-400, false",
        "1e100000, false",
        "100e2147483647, false",
        "20, false"
    })
    void anyJsonNumber_isTested(String number, boolean prime) throws IOException {
        try (Served server = new Served(new MemoryTransport(), PrimeTime::conversation);
                Checker client = server.connect()) {
            assertThat(client.send(request(number)).line()).isEqualTo(prime ? PRIME : NOT_PRIME);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "7",
                "null",
                "isPrime 7",
                "{\"method\":\"isPrime\"}",
                "{\"number\":7}",
                "{\"method\":\"isprime\",\"number\":7}",
                "{\"method\":[\"isPrime\"],\"number\":7}",
                "{\"method\":\"isPrime\",\"number\":\"7\"}",
                "{\"method\":\"isPrime\",\"number\":true}",
                "{\"method\":\"isPrime\",\"number\":null}",
                "{\"method\":\"isPrime\",\"number\":{\"number\":7}}",
                "{\"method\":\"isPrime\",\"number\":07}",
                "{\"method\":\"isPrime\",\"number\":NaN}",
                "{\"method\":\"isPrime\",\"number\":7",
                "{\"method\":\"isPrime\",\"number\":7}}",
                "{\"method\":\"isPrime\",\"number\":7} {}",
                "{\"method\":\"isPrime\",\"number\":7,}",
                "{\"method\":\"isPrime\",\"number\":1e99999999999}",
                "{\"method\":\"isPrime\",\"number\":-1e-99999999999}",
                "{\"other\":{\"method\":\"isPrime\",\"number\":7}}",
                "{\"method\":\"isPrime\",\"number\":7,\"\\ud83d",
                "\u00ff{\"method\":\"isPrime\",\"number\":7}"
            })
    void answersAMalformedRequestByOneMalformedLine_thenCloses(String line) throws IOException {
        try (Served server = new Served(new MemoryTransport(), PrimeTime::conversation);
                Checker client = server.connect()) {
            String answers =
                    client.send(request("7") + line + "\n" + request("7")).rest();
            assertThat(answers).isEqualTo(PRIME + "\nmalformed\n");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 16_384, 200_000})
    void refusesANumberOfTooManyDigits_andALineThatDoesNotEnd(int digits) throws IOException {
        try (Served server = new Served(new MemoryTransport(), PrimeTime::conversation);
                Checker client = server.connect()) {
            assertThat(client.send(request("7".repeat(digits))).rest()).isEqualTo("malformed\n");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void manyClients_withDisconnects_areServed(Transport transport) throws IOException {
        try (Served server = new Served(transport, PrimeTime::conversation)) {
            List<Checker> crowd = server.crowd();
            for (Checker client : crowd) {
                client.send(ASKED + "{\"method\":");
            }
            for (int i = 0; i < crowd.size(); i += 3) {
                crowd.get(i).vanish();
            }
            for (int i = 1; i < crowd.size(); i += 3) {
                assertAnswered(crowd.get(i));
                assertThat(crowd.get(i).send("\"isPrime\",\"number\":7}\n").line())
                        .isEqualTo(PRIME);
            }
            for (int i = 2; i < crowd.size(); i += 3) {
                assertAnswered(crowd.get(i).finish());
                assertThat(crowd.get(i).rest()).isEqualTo("malformed\n");
            }
        }
    }

    private static String request(String number) {
        return "{\"method\":\"isPrime\",\"number\":" + number + "}\n";
    }

    private static void assertAnswered(Checker client) throws IOException {
        for (String answer : ANSWERS) {
            assertThat(client.line()).isEqualTo(answer);
        }
    }
}
