// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;

/** A conversation that the test drives step by step, in the place of an engine. */
final class ManualConversation {
    static final int LIMIT = 100;
    static final int HIGH_WATER_MARK = 1000;

    final ManualEngine engine = new ManualEngine();
    final RecordingSession session;
    final Conversation<String, String> conversation;

    ManualConversation(Decoder<String> decoder, int limit, RecordingSession session) {
        this.session = session;
        this.conversation = new Conversation<>(protocol(decoder, limit), session);
        conversation.attach(engine);
    }

    /** Returns an open conversation of lines. */
    static ManualConversation lines(RecordingSession session) {
        return opened(ToyProtocols::line, LIMIT, session);
    }

    static ManualConversation opened(Decoder<String> decoder, int limit, RecordingSession session) {
        ManualConversation driven = new ManualConversation(decoder, limit, session);
        driven.conversation.open(HIGH_WATER_MARK);
        session.events.clear();
        return driven;
    }

    /** Returns a protocol that sends text unchanged. */
    static Protocol<String, String> protocol(Decoder<String> decoder, int limit) {
        return new Protocol<>("toy", () -> decoder, (String text, ByteSink out) -> out.putText(text), limit);
    }

    void receive(String text) {
        receive(text, Boundary.MORE);
    }

    /** Passes text in a buffer that is overwritten afterwards, as an engine reuses its buffer. */
    void receive(String text, Boundary boundary) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        conversation.receive(in, boundary);
        assertThat(in.remaining()).as("bytes left in the engine's buffer").isZero();
        assertThat(in.limit()).as("limit of the engine's buffer").isEqualTo(bytes.length);
        Arrays.fill(bytes, (byte) '?');
    }

    /** Passes text byte by byte; the boundary comes with the last byte. */
    void receiveSingly(String text, Boundary boundary) {
        for (int i = 0; i < text.length(); i++) {
            receive(text.substring(i, i + 1), i == text.length() - 1 ? boundary : Boundary.MORE);
        }
    }

    /** Returns the output that can be written now. */
    String unsent() {
        return StandardCharsets.UTF_8.decode(conversation.unsent()).toString();
    }

    /** Writes all output that can be written now, and returns it. */
    String write() {
        String text = unsent();
        conversation.sent(text.getBytes(StandardCharsets.UTF_8).length);
        return text;
    }

    /** Runs the waiting slow work. Fails if there is none. */
    void work() {
        Runnable work = conversation.takeWork();
        assertThat(work).as("work to be done").isNotNull();
        work.run();
        conversation.workDone();
    }

    void refuseWork() {
        assertThat(conversation.takeWork()).as("work to be refused").isNotNull();
        conversation.workRefused(new RejectedExecutionException("all workers are busy"));
    }
}
