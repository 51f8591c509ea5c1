// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.script;

import io.labnet.check.script.CheckCase.Trait;
import io.labnet.core.codec.Boundary;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The cases that are the same for the servers of all protocols: other clients, lost ones, restarts and garbage. */
public final class ServerCases {
    private static final int CLIENTS = 5;
    private static final int LONG = 100_000;

    private final UnaryOperator<Script> talk;
    private final byte[] half;

    /**
     * Creates the cases of a protocol.
     *
     * @param talk adds a right conversation to a script, on its connection, after which that may be closed
     * @param half the beginning of a right message
     */
    public ServerCases(UnaryOperator<Script> talk, byte[] half) {
        this.talk = talk;
        this.half = half;
    }

    /**
     * Returns the cases of several connections, and of a restart.
     *
     * @param needs the names of the cases without which a conversation is not possible
     * @return the cases
     */
    public List<CheckCase> connections(String... needs) {
        return connections().map(each -> each.needing(needs)).toList();
    }

    private Stream<CheckCase> connections() {
        return Stream.of(
                Script.of("any-1.2/several", "five clients connect, and the last one is served first")
                        .with(this::several)
                        .must(3)
                        .with(Trait.WHOLE, Trait.HOSTILE),
                Script.of("any-1.2/silent", "clients that are silent, or stop within a message, hold up no other")
                        .on("silent")
                        .open()
                        .on("half")
                        .send("half a message", half)
                        .on("1")
                        .with(talk)
                        .must(2)
                        .with(Trait.WHOLE, Trait.HOSTILE),
                Script.of("any-1.1/vanishes", "a client resets its connection within a message")
                        .send("half a message", half)
                        .abort()
                        .must(2)
                        .with(Trait.WHOLE, Trait.HOSTILE),
                Script.of("any-1.1/half", "a client closes within a message")
                        .send("half a message", half)
                        .finish()
                        .anything()
                        .must(1)
                        .with(Trait.WHOLE, Trait.HOSTILE),
                Script.of("any-1.1/nothing", "a client closes before it has sent anything")
                        .open()
                        .close()
                        .must(1)
                        .with(Trait.WHOLE, Trait.HOSTILE),
                Script.of("any-1.3/restart", "the server, killed while a client is connected, starts again on its port")
                        .with(talk)
                        .on("2")
                        .open()
                        .act("kill the server, and start it again", stage -> stage.subject()
                                .restart())
                        .on("3")
                        .with(talk)
                        .must(2)
                        .with(Trait.WHOLE, Trait.LAST));
    }

    private Script several(Script script) {
        for (int i = 1; i <= CLIENTS; i++) {
            script.on(Integer.toString(i)).open();
        }
        for (int i = CLIENTS; i >= 1; i--) {
            Script unused = talk.apply(script.on(Integer.toString(i)));
        }
        return script;
    }

    /** {@return the cases of input that is no message of any protocol} */
    public static List<CheckCase> garbage() {
        return List.of(
                hostile("any-1.1/http", "an HTTP request", ascii("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")),
                hostile("any-1.1/tls", "the beginning of TLS", bytes("16 03 01 00 05 01 00 00 01 00")),
                hostile("any-1.1/line", "an empty line", ascii("\r\n")),
                hostile("any-1.1/zeros", "sixteen zero bytes", new byte[16]),
                hostile("any-1.1/ones", "eight bytes ff", bytes("ffffffffffffffff")),
                hostile("any-1.1/all", "all byte values", allBytes()),
                hostile("any-1.1/long", "100,000 letters", ascii("a".repeat(LONG))));
    }

    /**
     * Returns a case that sends what no right client sends. Only the next client is looked at.
     *
     * @param name the name of the case
     * @param title what is sent, in words
     * @param bytes what is sent
     * @return the case
     */
    public static CheckCase hostile(String name, String title, byte[] bytes) {
        return Script.of(name, title + ", after which the next client is served")
                .offer(title, bytes)
                .anything()
                .must(1)
                .with(Trait.HOSTILE, Trait.WHOLE);
    }

    /**
     * Names a rule if the server closes the connection instead of a reply.
     *
     * @param rule the number of the rule
     * @param reply what is expected
     * @return the expectation
     */
    public static Expectation open(String rule, Expectation reply) {
        return (in, boundary, stage) -> {
            if (boundary == Boundary.END && !in.hasRemaining()) {
                throw new Mismatch("a reply", "the server closed the connection").breaking(rule);
            }
            return reply.read(in, boundary, stage);
        };
    }

    /**
     * Returns bytes from hex digits.
     *
     * @param hex the digits; spaces are skipped
     * @return the bytes
     * @throws IllegalArgumentException if there are other characters, or an odd number of digits
     */
    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /**
     * Returns the bytes of a text in ASCII.
     *
     * @param text the text
     * @return the bytes
     */
    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return the 256 values of a byte, in order} */
    public static byte[] allBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return all;
    }
}
