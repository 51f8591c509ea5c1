// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.compute;

import io.labnet.check.script.Expectation;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Stage;
import io.labnet.check.script.Wire;
import io.labnet.compute.NameUuid;
import io.labnet.core.codec.Boundary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server for a client under test: it serves all connections at the same time, since the client waits for several.
 * The dialogues of the connections judge what the client sends.
 */
final class ComputeService {
    private static final Pattern NUMBER =
            Pattern.compile("(FIBONACCI|FACTORIAL)\\s*(\\d+)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEXT = Pattern.compile("(?:FILE|WORD_COUNT)\\s*(\\d+)", Pattern.CASE_INSENSITIVE);

    /** How a server answers; each method of a right one is right. */
    interface Answers {
        default String uuid(String name, int client) {
            return NameUuid.of(name).toString();
        }

        default String number(String word, int n, int client) {
            return (word.equalsIgnoreCase("FACTORIAL")
                            ? ComputeServerSuite.factorial(n)
                            : ComputeServerSuite.fibonacci(n))
                    .toString();
        }

        default String words(int words) {
            return Integer.toString(words);
        }

        /** Makes a reply; {@code null} closes the connection instead. */
        default @Nullable String reply(String number, String uuid) {
            return number + "_" + uuid;
        }
    }

    private static final Pattern WORD =
            Pattern.compile("(?:FIBONACCI|FACTORIAL|FILE|WORD_COUNT)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARTS = Pattern.compile(WORD.pattern() + "\\s*\\S", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE_TEXT =
            Pattern.compile("(?:FILE|WORD_COUNT)\\s*([^\\d\\s].*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Shorter than the time that a client waits for its UUID. */
    private static final Duration TOGETHER = Duration.ofSeconds(4);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    private final Answers answers;
    private final AtomicBoolean joined = new AtomicBoolean();
    private final AtomicBoolean unmeasured = new AtomicBoolean();

    /** How many clients must have connected before one is served. */
    private final int together;

    ComputeService(Answers answers, int together) {
        this.answers = answers;
        this.together = together;
    }

    /** Serves until the program ends. */
    void serve(Stage stage) throws Mismatch, IOException {
        AtomicReference<Mismatch> wrong = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        try {
            long begin = 0;
            for (int client = 1; ; client++) {
                Wire wire = stage.wire("client " + client);
                begin = client == 1 ? System.nanoTime() : begin;
                if (client <= together && System.nanoTime() - begin > TOGETHER.toNanos()) {
                    throw new Mismatch(all(), "client " + client + " connected only after the first had waited");
                }
                int number = client;
                threads.add(new Thread(() -> serve(wire, stage, number, wrong), "labnet-check-client-" + number));
                if (client >= together) {
                    threads.stream()
                            .filter(thread -> thread.getState() == Thread.State.NEW)
                            .forEach(Thread::start);
                }
            }
        } catch (Mismatch noMore) {
            if (threads.size() < together) {
                throw new Mismatch(all(), threads.size() + " connected; " + noMore.came());
            }
        } finally {
            join(threads);
        }
        if (wrong.get() != null) {
            throw wrong.get();
        }
    }

    private String all() {
        return together == 1 ? "a client connects" : together + " clients are connected at the same time";
    }

    /** Expects that the client has sent the parts of its requests one by one, and the lengths of its texts. */
    void usual(Stage unused) throws Mismatch {
        if (joined.get()) {
            throw new Mismatch("a pause after each part of a request", "parts came together").breaking("compute-2.6");
        }
        if (unmeasured.get()) {
            throw new Mismatch("a length before each text", "a text came without its length").breaking("compute-2.9");
        }
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Wire wire, Stage stage, int client, AtomicReference<Mismatch> wrong) {
        try {
            new Conversation(wire, stage, client).run();
        } catch (Mismatch mismatch) {
            wrong.compareAndSet(null, mismatch);
        } finally {
            wire.finish();
        }
    }

    private final class Conversation {
        private final Wire wire;
        private final Stage stage;
        private final int client;
        private boolean wordAlone;

        Conversation(Wire wire, Stage stage, int client) {
            this.wire = wire;
            this.stage = stage;
            this.client = client;
        }

        void run() throws Mismatch {
            String name = read("a name", (in, boundary) -> boundary == Boundary.MORE ? null : text(in, in.remaining()));
            if (name.isBlank()) {
                return;
            }
            String uuid = answers.uuid(name.strip(), client);
            String reply = uuid;
            while (reply != null) {
                send(reply);
                wordAlone = false;
                String number = read("a request or COMPLETE", this::answer);
                reply = number.isEmpty() ? null : answers.reply(number, uuid);
            }
        }

        /** Reads until something is found; at the end of the input it is empty. */
        private String read(String words, Part part) throws Mismatch {
            Reading reading = new Reading(part);
            long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
            while (true) {
                try {
                    wire.expect(words, reading, stage);
                    return reading.found;
                } catch (Mismatch late) {
                    // A client that tests a server may wait longer than others, after a reply that is wrong.
                    if (!reading.late || System.nanoTime() > deadline) {
                        throw late;
                    }
                    reading.late = false;
                }
            }
        }

        /** Returns the number that answers the request that has come; empty after COMPLETE. */
        private @Nullable String answer(ByteBuffer in, Boundary boundary) {
            byte[] bytes = new byte[in.remaining()];
            in.get(in.position(), bytes);
            String came = new String(bytes, StandardCharsets.ISO_8859_1);
            if (came.strip().equals("COMPLETE")) {
                in.position(in.limit());
                return "";
            }
            if (WORD.matcher(came).matches()) {
                wordAlone = true;
                return null;
            }
            if (PARTS.matcher(came).lookingAt() && !wordAlone) {
                joined.set(true);
            }
            Matcher number = NUMBER.matcher(came);
            if (number.matches() && boundary != Boundary.MORE) {
                in.position(in.limit());
                return answers.number(number.group(1), Integer.parseInt(number.group(2)), client);
            }
            Matcher length = TEXT.matcher(came);
            if (length.lookingAt()) {
                return boundary == Boundary.MORE ? null : count(in, length);
            }
            Matcher text = BARE_TEXT.matcher(came);
            if (!text.matches() || boundary == Boundary.MORE) {
                return null;
            }
            unmeasured.set(true);
            text(in, text.start(1));
            return answers.words(new StringTokenizer(text(in, in.remaining())).countTokens());
        }

        private @Nullable String count(ByteBuffer in, Matcher length) {
            int bytes = Integer.parseInt(length.group(1));
            if (in.remaining() < length.end() + bytes) {
                return null;
            }
            text(in, length.end());
            return answers.words(new StringTokenizer(text(in, bytes)).countTokens());
        }

        private void send(String reply) throws Mismatch {
            wire.send(reply.getBytes(StandardCharsets.UTF_8), stage.delivery());
        }
    }

    private interface Part {
        /** Returns what was found; {@code null} if more must come. */
        @Nullable
        String of(ByteBuffer in, Boundary boundary);
    }

    private static final class Reading implements Expectation {
        private final Part part;
        private String found = "";
        private boolean late;

        Reading(Part part) {
            this.part = part;
        }

        @Override
        public boolean read(ByteBuffer in, Boundary boundary, Stage stage) {
            String text = boundary == Boundary.END && !in.hasRemaining() ? "" : part.of(in, boundary);
            found = text == null ? "" : text;
            return text != null;
        }

        @Override
        public Mismatch late(Mismatch mismatch) {
            late = true;
            return mismatch;
        }
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
