// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Transport;
import io.labnet.examples.protohackers.Checker.Served;
import io.labnet.testkit.ConversationDriver;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InsecureSocketsLayerTest {
    private static final String TRANSPORTS = "io.labnet.examples.protohackers.Checker#transports";
    private static final String EVERYTHING = "027b050103047f0502ff00";

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void exampleOfTheProblem_splitAnywhere_matches(Transport transport) throws IOException {
        byte[] input = hex("027b050100" + "f220ba441884baaad02644a4a87e" + "6a48d6583444d67a984e0ccc9431");
        for (int seed = 0; seed < 7; seed++) {
            try (Served toys = new Served(transport, InsecureSocketsLayer::conversation);
                    Checker client = toys.connect()) {
                switch (seed) {
                    case 0 -> client.send(input);
                    case 1 -> client.sendBytewise(input);
                    default -> client.sendCut(input, seed);
                }
                assertThat(client.read(14)).isEqualTo(hex("7220bad87870ee" + "f2d026c8a4d87e"));
                assertThat(client.finish().rest()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0100", "020100", "0300", "040100", "04ff00", "0500", "050500", "02010100", EVERYTHING})
    void longStreams_keepPositionsInBothDirections(String cipher) throws IOException {
        String requests = "4x dog,5x car\n3x rat,2x cat\n10x toy car,15x dog on a string,4x inflatable motorcycle\n";
        String replies = "5x car\n3x rat\n15x dog on a string\n";
        try (Served toys = new Served(new MemoryTransport(), InsecureSocketsLayer::conversation);
                Checker client = toys.connect()) {
            byte[] input = encoded(cipher, requests.repeat(100), 0);
            client.send(hex(cipher)).sendCut(input, 1);
            byte[] expected = encoded(cipher, replies.repeat(100), 0);
            assertThat(client.read(expected.length)).isEqualTo(expected);
            assertThat(client.finish().rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aLineMayHave5000Characters(Transport transport) throws IOException {
        String toy = "2147483647x " + "y".repeat(4000);
        String line = "1x " + "z".repeat(5000 - 4 - toy.length()) + "," + toy;
        assertThat(line).hasSize(5000);
        try (Served toys = new Served(transport, InsecureSocketsLayer::conversation);
                Checker client = toys.connect()) {
            client.send(hex(EVERYTHING)).send(encoded(EVERYTHING, (line + "\n").repeat(3), 0));
            byte[] expected = encoded(EVERYTHING, (toy + "\n").repeat(3), 0);
            assertThat(client.read(expected.length)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "020000",
                "02ab02ab00",
                "010100",
                "02a0020b02ab00",
                "040000",
                "0480048000",
                "030300",
                "04ff0401" + "00",
                "0280048000",
            })
    void cipherWithoutEffect_closesConnectionWithoutData(String cipher) throws IOException {
        try (Served toys = new Served(new MemoryTransport(), InsecureSocketsLayer::conversation);
                Checker client = toys.connect()) {
            assertThat(client.send(hex(cipher)).send("4x dog,5x car\n").rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0700", "02", "0102", "ff", "05", ""})
    void invalidCipher_closesConnectionWithoutData(String cipher) throws IOException {
        try (Served toys = new Served(new MemoryTransport(), InsecureSocketsLayer::conversation);
                Checker client = toys.connect()) {
            assertThat(client.send(hex(cipher)).finish().rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aCipherMayHave80Bytes_andNoMore(Transport transport) throws IOException {
        String longest = "05".repeat(79) + "00";
        try (Served toys = new Served(transport, InsecureSocketsLayer::conversation);
                Checker client = toys.connect();
                Checker other = toys.connect()) {
            client.send(hex(longest)).send(encoded(longest, "1x a\n", 0));
            assertThat(client.read(5)).isEqualTo(encoded(longest, "1x a\n", 0));
            assertThat(other.send(hex("05" + longest)).rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "dog", "x dog", "5 dog", "1x a,,2x b", "99999999999x dog", "1x a\u00ff"})
    void invalidLine_closesOnlyItsConnection(String line) throws IOException {
        try (Served toys = new Served(new MemoryTransport(), InsecureSocketsLayer::conversation);
                Checker client = toys.connect();
                Checker other = toys.connect()) {
            client.send(hex("0500")).send(encoded("0500", line + "\n1x a\n", 0));
            assertThat(client.rest()).isEmpty();
            other.send(hex("0500")).send(encoded("0500", "1x a\n", 0));
            assertThat(other.read(5)).isEqualTo(encoded("0500", "1x a\n", 0));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void manyClients_haveSeparateCiphers(Transport transport) throws IOException {
        try (Served toys = new Served(transport, InsecureSocketsLayer::conversation)) {
            List<Checker> crowd = toys.crowd();
            for (int i = 0; i < crowd.size(); i++) {
                crowd.get(i).send(hex(cipher(i))).send(encoded(cipher(i), "1x a,2x b", 0));
            }
            for (int i = 0; i < crowd.size(); i += 3) {
                crowd.get(i).vanish();
            }
            for (int i = 1; i < crowd.size(); i += 3) {
                crowd.get(i).send(encoded(cipher(i), "2\n", 9)).finish();
                assertThat(Checker.bytes(crowd.get(i).rest())).isEqualTo(encoded(cipher(i), "2x b2\n", 0));
            }
        }
    }

    @Test
    void earlyOutput_waitsForCipher() {
        Session<String, String> greeter = new Session<>() {
            @Override
            public void opened(Outbox<String> out) {
                out.send("hello");
            }

            @Override
            public void received(String line, Outbox<String> out) {
                out.send(line);
            }
        };
        ConversationDriver driver = new ConversationDriver(new InsecureSocketsLayer(
                new Conversation<>(Lines.lf().framing(10).protocol("greeter"), greeter)));
        driver.stopReading().arrive(hex("0201"));
        assertThat(driver.session().midMessage()).isTrue();
        driver.readAll();
        assertThat(driver).hasSaidNothing();
        driver.stopReading().arrive(hex("0100"));
        assertThat(driver.session().midMessage()).isFalse();
        driver.read(2).arrive(encoded("02010100", "x\n", 0)).read(3).readAll();
        assertThat(driver.bytes()).isEqualTo(encoded("02010100", "hello\nx\n", 0));
        assertThat(driver.bytes()).startsWith(hex("9626b6b676"));
    }

    @Test
    void unfinishedCipher_timesOut() {
        ConversationDriver driver = new ConversationDriver(layer());
        assertThat(driver.arrive(hex("05")).timeOut()).hasSaidNothing().isFinished();
    }

    @Test
    void refusedCipher_isReportedAsRejection() {
        ConversationDriver driver = new ConversationDriver(layer());
        assertThat(driver.arrive(hex("0507"))).hasSaidNothing().hasRejected(Reason.MALFORMED);
    }

    private static InsecureSocketsLayer layer() {
        Session<String, String> echo = (line, out) -> out.send(line);
        return new InsecureSocketsLayer(
                new Conversation<>(Lines.lf().framing(10).protocol("echo"), echo));
    }

    private static String cipher(int i) {
        return String.format("02%02x0504%02x00", i, 255 - i);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** The problem's description, word by word: each operation in turn on all bytes, the first of them at a position. */
    private static byte[] encoded(String cipher, String text, int position) {
        byte[] bytes = Checker.bytes(text);
        byte[] operations = hex(cipher);
        for (int i = 0; i < operations.length; i++) {
            int operand = operations[i] == 2 || operations[i] == 4 ? operations[i + 1] : 0;
            for (int at = 0; at < bytes.length; at++) {
                int b = bytes[at] & 0xff;
                bytes[at] = (byte)
                        switch (operations[i]) {
                            case 1 ->
                                Integer.parseInt(
                                        new StringBuilder(String.format("%8s", Integer.toBinaryString(b))
                                                        .replace(' ', '0'))
                                                .reverse()
                                                .toString(),
                                        2);
                            case 2 -> b ^ operand;
                            case 3 -> b ^ (position + at);
                            case 4 -> b + operand;
                            case 5 -> b + position + at;
                            default -> b;
                        };
            }
            i += operations[i] == 2 || operations[i] == 4 ? 1 : 0;
        }
        return bytes;
    }
}
