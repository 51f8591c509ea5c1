// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Transport;
import io.labnet.examples.protohackers.Checker.Served;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetChatTest {
    private static final String TRANSPORTS = "io.labnet.examples.protohackers.Checker#transports";

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void entering_messages_andLeaving_areSentToOthers(Transport transport) throws IOException {
        try (Served chat = new Served(transport, new BudgetChat()::conversation);
                Checker ann = chat.connect();
                Checker nobody = chat.connect();
                Checker bob = chat.connect()) {
            assertThat(ann.line()).isNotEmpty();
            assertThat(ann.send("ann\n").line()).isEqualTo("* The room contains: ");
            assertThat(enter(bob, "Bob2")).isEqualTo("* The room contains: ann");
            assertThat(ann.line()).isEqualTo("* Bob2 has entered the room");
            ann.send("hello \r\n\nbye");
            assertThat(bob.line()).isEqualTo("[ann] hello ");
            assertThat(bob.line()).isEqualTo("[ann] ");
            ann.finish();
            assertThat(ann.rest()).isEmpty();
            assertThat(bob.line()).isEqualTo("* ann has left the room");
            assertThat(enter(nobody, "carl")).isEqualTo("* The room contains: Bob2");
            bob.vanish();
            assertThat(nobody.line()).isEqualTo("* Bob2 has left the room");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void splitLines_giveSameMessages(Transport transport) throws IOException {
        String lines = "dora\n" + "x".repeat(1000) + "\nyes\n";
        try (Served chat = new Served(transport, new BudgetChat()::conversation);
                Checker ann = chat.connect()) {
            enter(ann, "ann");
            for (int seed = 0; seed < 5; seed++) {
                try (Checker client = chat.connect()) {
                    client.sendCut(Checker.bytes(lines), seed);
                    assertDoraSpokeTo(ann);
                }
                assertThat(ann.line()).isEqualTo("* dora has left the room");
            }
            try (Checker client = chat.connect()) {
                client.sendBytewise(Checker.bytes(lines));
                assertDoraSpokeTo(ann);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "semi;colon", "ann", "\u00e4", "123456789012345678901234567890123"})
    void illegalName_isRefusedSilently(String name) throws IOException {
        try (Served chat = new Served(new MemoryTransport(), new BudgetChat()::conversation);
                Checker ann = chat.connect();
                Checker client = chat.connect();
                Checker bob = chat.connect()) {
            enter(ann, "ann");
            client.line();
            assertThat(client.send(name + "\nhello\n").rest()).doesNotContain("*");
            assertThat(enter(bob, "bob")).isEqualTo("* The room contains: ann");
            assertThat(ann.line()).isEqualTo("* bob has entered the room");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"not \u00e4scii\n", "a\rb\n"})
    void invalidLine_closesConnection(String line) throws IOException {
        assertLeaves(line);
    }

    @Test
    void endlessLine_closesConnection() throws IOException {
        assertLeaves("x".repeat(30_000));
    }

    private static void assertLeaves(String line) throws IOException {
        try (Served chat = new Served(new MemoryTransport(), new BudgetChat()::conversation);
                Checker ann = chat.connect();
                Checker bob = chat.connect()) {
            enter(ann, "ann");
            enter(bob, "bob");
            assertThat(bob.send(line).rest()).isEmpty();
            assertThat(ann.line()).isEqualTo("* bob has entered the room");
            assertThat(ann.line()).isEqualTo("* bob has left the room");
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void manyMembers_getSameMessagesInSameOrder(Transport transport) throws IOException {
        try (Served chat = new Served(transport, new BudgetChat()::conversation)) {
            List<Checker> crowd = chat.crowd();
            for (int i = 0; i < crowd.size(); i++) {
                assertThat(enter(crowd.get(i), "user" + i))
                        .startsWith("* The room contains: " + (i > 0 ? "user0" : ""));
            }
            for (int i = 10; i < crowd.size(); i += 2) {
                crowd.get(i).send("half a line").vanish();
            }
            for (int i = 0; i < 10; i++) {
                crowd.get(i).send("I am " + i + "\n");
            }
            // The order of departures depends on the network, but all members must see the same order.
            List<String> heard = talk(crowd.get(11), 10 + 95);
            assertThat(heard)
                    .filteredOn(line -> line.startsWith("["))
                    .hasSize(10)
                    .contains("[user3] I am 3");
            assertThat(heard).filteredOn(line -> line.endsWith("left the room")).hasSize(95);
            for (int i = 13; i < crowd.size(); i += 2) {
                assertThat(talk(crowd.get(i), heard.size())).isEqualTo(heard);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void memberThatDoesNotRead_isDisconnectedWithoutDelayingOthers(Transport transport) throws IOException {
        String line = "x".repeat(1000) + "\n";
        try (Served chat = new Served(transport, new BudgetChat()::conversation);
                Checker deaf = chat.connect();
                Checker ann = chat.connect();
                Checker bob = chat.connect()) {
            enter(deaf, "deaf");
            enter(ann, "ann");
            enter(bob, "bob");
            assertThat(ann.line()).contains("bob");
            String heard = "";
            for (int i = 0; i < 100_000 && !heard.contains("left"); i++) {
                ann.send(line);
                heard = bob.line();
                assertThat(heard.length())
                        .isIn(line.length() - 1 + "[ann] ".length(), "* deaf has left the room".length());
            }
            assertThat(heard).isEqualTo("* deaf has left the room");
            assertThatThrownBy(deaf::rest).isInstanceOf(IOException.class);
            bob.send("still there?\n");
            assertThat(ann.line()).isEqualTo("* deaf has left the room");
            assertThat(ann.line()).isEqualTo("[bob] still there?");
        }
    }

    /** Reads the lines from here on that tell of nobody who enters. */
    private static List<String> talk(Checker client, int count) throws IOException {
        List<String> talk = new ArrayList<>();
        while (talk.size() < count) {
            String line = client.line();
            if (!line.endsWith("entered the room")) {
                talk.add(line);
            }
        }
        return talk;
    }

    /** Gives the list of those who are there. */
    private static String enter(Checker client, String name) throws IOException {
        assertThat(client.line()).startsWith("Welcome");
        return client.send(name + "\n").line();
    }

    private static void assertDoraSpokeTo(Checker ann) throws IOException {
        assertThat(ann.line()).isEqualTo("* dora has entered the room");
        assertThat(ann.line()).isEqualTo("[dora] " + "x".repeat(1000));
        assertThat(ann.line()).isEqualTo("[dora] yes");
    }
}
