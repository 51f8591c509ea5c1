// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ProtocolException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A session that notes what it is told and answers as a test says; otherwise as every session does. */
public final class NotingSession implements Session<String, String> {
    /** What it was told, in order: {@code opened}, {@code received hello}, {@code drained} and so on. */
    public final List<String> told = new CopyOnWriteArrayList<>();

    public volatile ReadPolicy listening = ReadPolicy.UNLESS_BEHIND;
    BiConsumer<String, Outbox<String>> onReceived = (message, out) -> {};
    long held;
    private final Map<String, Answer> answers = new HashMap<>();
    private Runnable onClosed = () -> {};

    public NotingSession() {}

    /** Says what to do when a certain thing is told, every time it is. */
    public NotingSession on(String event, Answer... given) {
        answers.put(event, Answer.all(given));
        return this;
    }

    /** Says what to do with any message. */
    void answers(Answer... given) {
        onReceived = (message, out) -> Answer.all(given).give(out);
    }

    public NotingSession onClosed(Runnable answer) {
        onClosed = answer;
        return this;
    }

    public long count(String event) {
        return told.stream().filter(event::equals).count();
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
        told.add("rejected " + problem.reason() + " at " + problem.offset());
        answers.getOrDefault("rejected", Outbox::finish).give(out);
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
        told.add("closed");
        onClosed.run();
    }

    @Override
    public long heldBytes() {
        return held;
    }

    @Override
    public ReadPolicy readPolicy() {
        return listening;
    }

    private void tell(String event, Outbox<String> out, Answer otherwise) {
        told.add(event);
        answers.getOrDefault(event, otherwise).give(out);
    }
}
