// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.protohackers;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Protocol;
import io.labnet.core.framing.Lines;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.Remote;
import io.labnet.core.session.Session;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.Transport;
import io.labnet.examples.protohackers.Checker.Served;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MobInTheMiddleTest {
    private static final String TRANSPORTS = "io.labnet.examples.protohackers.Checker#transports";
    private static final String OWN = "7YWHMfk9JZe0LM0g1ZauHuiSxhI";
    private static final String SHORTEST = "7" + "a".repeat(25);
    private static final String LONGEST = "7" + "Z9".repeat(17);

    /** More lines than fit between two ends. */
    private static final int MANY = 20_000;

    private static final String LINE = "x".repeat(500) + "\n";

    /** Answers each line by that line. */
    private static Served echo(Transport transport) throws IOException {
        return lines(transport, () -> (line, out) -> out.send(line));
    }

    /** A chat server that has a session of its own for each client. */
    private static Served lines(Transport transport, Supplier<Session<String, String>> session) throws IOException {
        Protocol<String, String> protocol =
                Lines.lf().withCharset(Checker.TEXT).framing(2000).protocol("lines");
        return new Served(transport, () -> new Conversation<>(protocol, session.get()));
    }

    /** The proxy. What it holds for clients that do not read stays within its budget, or they are cut. */
    private static Served mob(Transport transport, Served chat) throws IOException {
        Endpoint upstream = chat.endpoint();
        return new Served(
                transport,
                () -> MobInTheMiddle.conversation(transport, upstream),
                ServerOptions.defaults().withBufferBudget(4 << 20));
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void changesAddresses_inBothDirections(Transport transport) throws IOException {
        try (Served chat = new Served(transport, new BudgetChat()::conversation);
                Served mob = mob(transport, chat);
                Checker ann = mob.connect();
                Checker bob = chat.connect()) {
            assertThat(ann.line()).startsWith("Welcome");
            assertThat(ann.send("ann\n").line()).startsWith("* The room contains");
            assertThat(bob.line()).startsWith("Welcome");
            assertThat(bob.send("bob\n").line()).isEqualTo("* The room contains: ann");
            assertThat(ann.line()).isEqualTo("* bob has entered the room");
            ann.send(SHORTEST + "\n");
            assertThat(bob.line()).isEqualTo("[ann] " + OWN);
            bob.send("to " + LONGEST + " now\n");
            assertThat(ann.line()).isEqualTo("[bob] to " + OWN + " now");
            ann.send("half a line").vanish();
            assertThat(bob.line()).isEqualTo("* ann has left the room");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "S|O",
                "L|O",
                "S S L|O O O",
                " S |' O '",
                "S  L|O  O",
                "aS|aS",
                "Sx|O",
                "Lx|Lx",
                "S.|S.",
                "S-L|S-L",
                "S\tL|S\tL",
                "send S, please|send S, please",
                "O|O",
                "8S|8S",
                "x\r|x\r",
                "S\r|S\r",
                "\u00ff S|\u00ff O",
                "S\u00e4|S\u00e4"
            })
    void changesWholeAddressesOnly(String line, String changed) throws IOException {
        Transport transport = new MemoryTransport();
        try (Served chat = echo(transport);
                Served mob = mob(transport, chat);
                Checker client = mob.connect()) {
            assertThat(client.send(filled(line) + "\n").line()).isEqualTo(filled(changed));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void splitLines_passUnchanged(Transport transport) throws IOException {
        byte[] bytes = Checker.bytes(filled("one\n\nS L\nlast S\n"));
        String changed = filled("one\n\nO O\nlast O\n");
        try (Served chat = echo(transport);
                Served mob = mob(transport, chat)) {
            for (int seed = 0; seed < 5; seed++) {
                try (Checker client = mob.connect()) {
                    assertThat(client.sendCut(bytes, seed).read(changed.length()))
                            .isEqualTo(Checker.bytes(changed));
                }
            }
            try (Checker client = mob.connect()) {
                assertThat(client.sendBytewise(bytes).read(changed.length())).isEqualTo(Checker.bytes(changed));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void closesTheOtherSide_afterTheLastWholeLine(Transport transport) throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (Served chat = lines(transport, () -> new Leaver(heard));
                Served mob = mob(transport, chat);
                Checker first = mob.connect()) {
            first.send("one\ntwo\nhalf a line").finish();
            assertThat(first.rest()).isEmpty();
            assertThat(List.of(heard.take(), heard.take(), heard.take())).containsExactly("one", "two", "(closed)");
            try (Checker second = mob.connect()) {
                assertThat(second.send("bye\n").rest()).isEqualTo("the end\n");
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void unreachableChatServer_closesConnection(Transport transport) throws IOException {
        Served gone = echo(transport);
        gone.close();
        try (Served mob = mob(transport, gone);
                Checker client = mob.connect()) {
            assertThat(client.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void manyClients_withDisconnects_areServed(Transport transport) throws IOException {
        try (Served chat = echo(transport);
                Served mob = mob(transport, chat)) {
            List<Checker> crowd = mob.crowd();
            for (int i = 0; i < crowd.size(); i++) {
                crowd.get(i).send(i + " pays to " + SHORTEST + "\nthen");
            }
            for (int i = 0; i < crowd.size(); i += 3) {
                crowd.get(i).vanish();
            }
            for (int i = 1; i < crowd.size(); i += 3) {
                assertThat(crowd.get(i).send(" on\n").line()).isEqualTo(i + " pays to " + OWN);
                assertThat(crowd.get(i).line()).isEqualTo("then on");
            }
            for (int i = 2; i < crowd.size(); i += 3) {
                assertThat(crowd.get(i).line()).isEqualTo(i + " pays to " + OWN);
                assertThat(crowd.get(i).finish().rest()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void waitsForAClientThatDoesNotRead_whileOthersGoOn(Transport transport) throws IOException {
        try (Served chat = lines(transport, Flood::new);
                Served mob = mob(transport, chat);
                Checker deaf = mob.connect()) {
            deaf.send("go\n");
            assertThat(deaf.line()).isEqualTo("go");
            try (Checker other = mob.connect()) {
                assertThat(other.send("I read\n").line()).isEqualTo("I read");
            }
            for (int i = 0; i < MANY; i++) {
                assertThat(deaf.line()).hasSize(LINE.length() - 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void waitsForAChatServerThatDoesNotRead(Transport transport) throws Exception {
        CompletableFuture<LateReader> begun = new CompletableFuture<>();
        try (Served chat = lines(transport, () -> new LateReader(begun));
                Served mob = mob(transport, chat);
                Checker client = mob.connect()) {
            FutureTask<Checker> sending = new FutureTask<>(() -> client.send(LINE.repeat(MANY)));
            new Thread(sending, "sender").start();
            LateReader reader = begun.join();
            for (int i = 0; i < Checker.CROWD; i++) {
                try (Checker other = mob.connect()) {
                    assertThat(other.send("I am read\n").line()).isEqualTo("I am read");
                }
            }
            reader.begin();
            for (int i = 0; i < MANY; i++) {
                assertThat(client.line()).hasSize(LINE.length() - 1);
            }
            assertThat(sending.get()).isSameAs(client);
        }
    }

    private static String filled(String text) {
        return text.replace("S", SHORTEST).replace("L", LONGEST).replace("O", OWN);
    }

    /** Passes on what it hears, and leaves when it is asked to. */
    private record Leaver(BlockingQueue<String> heard) implements Session<String, String> {
        @Override
        public void received(String line, Outbox<String> out) {
            heard.add(line);
            if (line.equals("bye")) {
                out.send("the end");
                out.finish();
            }
        }

        @Override
        public void closed() {
            heard.add("(closed)");
        }
    }

    /** Says many lines when it is asked to. */
    private static final class Flood implements Session<String, String> {
        private int left;

        @Override
        public void received(String line, Outbox<String> out) {
            out.send(line);
            left = line.equals("go") ? MANY : 0;
        }

        @Override
        public void drained(Outbox<String> out) {
            for (int i = 0; i < 100 && left > 0; i++) {
                out.send(LINE.strip());
                left--;
            }
        }
    }

    /** An echo, the first of which does not read until it is told to. */
    private static final class LateReader implements Session<String, String> {
        private final CompletableFuture<LateReader> first;
        private ReadPolicy listening = ReadPolicy.UNLESS_BEHIND;
        private @Nullable Remote<String> remote;

        LateReader(CompletableFuture<LateReader> first) {
            this.first = first;
        }

        @Override
        public void opened(Outbox<String> out) {
            if (!first.isDone()) {
                remote = out.remote();
                listening = ReadPolicy.NOT_NOW;
                first.complete(this);
            }
        }

        @Override
        public void received(String line, Outbox<String> out) {
            out.send(line);
        }

        @Override
        public ReadPolicy readPolicy() {
            return listening;
        }

        void begin() {
            Objects.requireNonNull(remote).run(out -> listening = ReadPolicy.UNLESS_BEHIND);
        }
    }
}
