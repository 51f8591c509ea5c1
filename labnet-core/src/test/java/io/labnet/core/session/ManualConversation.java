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

/** A conversation whose engine is the test: text goes in and comes out, one step at a time. */
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

    /** A conversation in lines that has been opened. */
    static ManualConversation lines(RecordingSession session) {
        return opened(ToyProtocols::line, LIMIT, session);
    }

    static ManualConversation opened(Decoder<String> decoder, int limit, RecordingSession session) {
        ManualConversation driven = new ManualConversation(decoder, limit, session);
        driven.conversation.open(HIGH_WATER_MARK);
        session.events.clear();
        return driven;
    }

    /** A protocol that says text as it is. */
    static Protocol<String, String> protocol(Decoder<String> decoder, int limit) {
        return new Protocol<>("toy", () -> decoder, (String text, ByteSink out) -> out.putText(text), limit);
    }

    void receive(String text) {
        receive(text, Boundary.MORE);
    }

    /** Hands over the text, in a buffer that is overwritten afterwards because an engine uses it again. */
    void receive(String text, Boundary boundary) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        conversation.receive(in, boundary);
        assertThat(in.remaining()).as("bytes left in the engine's buffer").isZero();
        assertThat(in.limit()).as("limit of the engine's buffer").isEqualTo(bytes.length);
        Arrays.fill(bytes, (byte) '?');
    }

    /** Hands over the text one byte at a time; the boundary comes with the last. */
    void receiveSingly(String text, Boundary boundary) {
        for (int i = 0; i < text.length(); i++) {
            receive(text.substring(i, i + 1), i == text.length() - 1 ? boundary : Boundary.MORE);
        }
    }

    /** What can be written now. */
    String unsent() {
        return StandardCharsets.UTF_8.decode(conversation.unsent()).toString();
    }

    /** Writes all that can be written now. */
    String write() {
        String text = unsent();
        conversation.sent(text.getBytes(StandardCharsets.UTF_8).length);
        return text;
    }

    /** Runs the work that waits, which must be there. */
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
