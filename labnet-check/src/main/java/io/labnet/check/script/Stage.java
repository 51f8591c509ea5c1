// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.script;

import io.labnet.check.program.ProgramRun;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.trace.Side;
import io.labnet.core.transport.trace.Transcript;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of a case: the program, the connections with it, and what the steps have found. Used by one thread. */
public final class Stage implements Closeable {
    /** A prompt may follow the line that matters. */
    private static final int SHOWN_LINES = 3;

    private static final Duration SLOW = Duration.ofSeconds(1);

    private final Subject subject;
    private final Side own;
    private final Delivery delivery;
    private final Duration patience;
    private final Function<String, Transcript> transcripts;
    private final Map<String, Wire> wires = new LinkedHashMap<>();
    private final Map<String, Object> kept = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Creates a stage.
     *
     * @param subject the program
     * @param own the side of the checker
     * @param delivery how messages are sent
     * @param patience how long each step waits
     * @param transcripts creates the transcript of a new connection, from its name
     */
    public Stage(
            Subject subject, Side own, Delivery delivery, Duration patience, Function<String, Transcript> transcripts) {
        this.subject = subject;
        this.own = own;
        this.delivery = delivery;
        this.patience = patience;
        this.transcripts = transcripts;
    }

    /**
     * Returns a connection, and opens it at the first call.
     *
     * @param name its name in this case
     * @return the connection
     * @throws Mismatch if the program does not accept, or does not connect
     * @throws IOException if the connection broke
     */
    public Wire wire(String name) throws Mismatch, IOException {
        Wire open = wires.get(name);
        if (open != null) {
            return open;
        }
        Connection connection = subject.open();
        Transcript transcript = transcripts.apply(name);
        Wire wire = new Wire(connection, transcript, own, patience);
        wires.put(name, wire);
        transcript.opened(
                own == Side.CLIENT ? "labnet check" : "the program",
                own == Side.CLIENT ? "the program" : "labnet check");
        return wire;
    }

    /** {@return the connections that were opened, in order} */
    public Collection<Wire> wires() {
        return wires.values();
    }

    /** {@return how messages are sent} */
    public Delivery delivery() {
        return delivery;
    }

    /** {@return how long each step waits} */
    public Duration patience() {
        return patience;
    }

    /** {@return the program under test} */
    public Subject subject() {
        return subject;
    }

    /**
     * Returns the process.
     *
     * @return the process
     * @throws Mismatch if the program was not started by the checker
     */
    public ProgramRun program() throws Mismatch {
        ProgramRun program = subject.program();
        if (program == null) {
            throw new Mismatch("a program that the checker has started", "it was running already");
        }
        return program;
    }

    /**
     * Returns what the program printed instead of what was expected.
     *
     * @param expected what was expected
     * @return the mismatch, with the last lines that were printed
     * @throws Mismatch if the program was not started by the checker
     */
    public Mismatch notPrinted(String expected) throws Mismatch {
        List<String> printed = program().output().strip().lines().toList();
        List<String> last = printed.subList(Math.max(0, printed.size() - SHOWN_LINES), printed.size());
        String words = last.isEmpty() ? "nothing" : last.stream().collect(Collectors.joining("', '", "'", "' last"));
        return new Mismatch(expected, "it printed " + words + ", within " + patience.toMillis() + " ms");
    }

    /**
     * Keeps a value for later steps.
     *
     * @param name its name
     * @param value the value
     */
    public void keep(String name, Object value) {
        kept.put(name, value);
    }

    /**
     * Returns a kept value.
     *
     * @param name its name
     * @param type its type
     * @param <T> its type
     * @return the value
     * @throws NoSuchElementException if no step has kept it
     */
    public <T> T kept(String name, Class<T> type) {
        Object value = kept.get(name);
        if (value == null) {
            throw new NoSuchElementException(name);
        }
        return type.cast(value);
    }

    /**
     * Returns a kept value, if there is one.
     *
     * @param name its name
     * @return the value; {@code null} if no step has kept it
     */
    public @Nullable Object keptOrNull(String name) {
        return kept.get(name);
    }

    /** Notes an answer that took long. */
    void took(String words, long nanos) {
        if (nanos > SLOW.toNanos()) {
            notes.add("slow: " + nanos / 1_000_000 + " ms until: " + words);
        }
    }

    /** {@return what is worth a note, such as a slow answer} */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Closes all connections. */
    @Override
    public void close() {
        wires.values().forEach(Wire::close);
    }
}
