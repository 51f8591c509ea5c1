// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ProtocolException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/**
 * A session that records its calls. A test can set what it does at a call; by default it acts as {@link Session} does.
 */
public final class RecordingSession implements Session<String, String> {
    /** The calls, in order: {@code opened}, {@code received hello}, {@code drained} and so on. */
    public final List<String> events = new CopyOnWriteArrayList<>();

    public volatile ReadPolicy readPolicy = ReadPolicy.UNLESS_BEHIND;
    BiConsumer<String, Outbox<String>> onReceived = (message, out) -> {};
    long held;
    private final Map<String, Action> answers = new HashMap<>();
    private Runnable onClosed = () -> {};

    public RecordingSession() {}

    /** Sets what to do at each occurrence of an event. */
    public RecordingSession on(String event, Action... given) {
        answers.put(event, Action.all(given));
        return this;
    }

    /** Sets what to do with each message. */
    void onMessage(Action... given) {
        onReceived = (message, out) -> Action.all(given).run(out);
    }

    public RecordingSession onClosed(Runnable answer) {
        onClosed = answer;
        return this;
    }

    public long count(String event) {
        return events.stream().filter(event::equals).count();
    }

    @Override
    public void opened(Outbox<String> out) {
        tell("opened", out, nothing -> {});
    }

    @Override
    public void received(String message, Outbox<String> out) {
        tell("received " + message, out, answering -> onReceived.accept(message, answering));
    }

    @Override
    public void drained(Outbox<String> out) {
        tell("drained", out, nothing -> {});
    }

    @Override
    public void inputEnded(Outbox<String> out) {
        tell("inputEnded", out, Outbox::finish);
    }

    @Override
    public void rejected(ProtocolException problem, Outbox<String> out) {
        events.add("rejected " + problem.reason() + " at " + problem.offset());
        answers.getOrDefault("rejected", Outbox::finish).run(out);
    }

    @Override
    public void timedOut(Outbox<String> out) {
        tell("timedOut", out, Outbox::finish);
    }

    @Override
    public void stopped(Outbox<String> out) {
        tell("stopped", out, Outbox::finish);
    }

    @Override
    public void closed() {
        events.add("closed");
        onClosed.run();
    }

    @Override
    public long heldBytes() {
        return held;
    }

    @Override
    public ReadPolicy readPolicy() {
        return readPolicy;
    }

    private void tell(String event, Outbox<String> out, Action otherwise) {
        events.add(event);
        answers.getOrDefault(event, otherwise).run(out);
    }
}
