// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A session that notes what it is told and answers as a test says. */
final class ScriptedSession implements Session<String, String> {
    /** What it was told, in order, such as {@code received hello}. */
    final List<String> told = new ArrayList<>();

    Consumer<Outbox<String>> onOpened = out -> {};
    BiConsumer<String, Outbox<String>> onReceived = (message, out) -> {};
    Consumer<Outbox<String>> onDrained = out -> {};
    Consumer<Outbox<String>> onInputEnded = Outbox::finish;
    Consumer<Outbox<String>> onRejected = Outbox::finish;
    Consumer<Outbox<String>> onTimedOut = Outbox::finish;
    Consumer<Outbox<String>> onStopped = out -> {};
    Listening listening = Listening.UNLESS_BEHIND;
    long held;

    @Override
    public long heldBytes() {
        return held;
    }

    @Override
    public void opened(Outbox<String> out) {
        told.add("opened");
        onOpened.accept(out);
    }

    @Override
    public void received(String message, Outbox<String> out) {
        told.add("received " + message);
        onReceived.accept(message, out);
    }

    @Override
    public void drained(Outbox<String> out) {
        told.add("drained");
        onDrained.accept(out);
    }

    @Override
    public void inputEnded(Outbox<String> out) {
        told.add("inputEnded");
        onInputEnded.accept(out);
    }

    @Override
    public void rejected(ProtocolException problem, Outbox<String> out) {
        told.add("rejected " + problem.reason() + " at " + problem.offset());
        onRejected.accept(out);
    }

    @Override
    public void timedOut(Outbox<String> out) {
        told.add("timedOut");
        onTimedOut.accept(out);
    }

    @Override
    public void stopped(Outbox<String> out) {
        told.add("stopped");
        onStopped.accept(out);
    }

    @Override
    public void closed() {
        told.add("closed");
    }

    @Override
    public Listening listening() {
        return listening;
    }
}
