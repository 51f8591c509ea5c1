// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.core.transport.trace.CapturingDecoder.Captured;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Decodes and describes the messages of one side, with the same checks as the side that receives them. */
final class MessageReader<M> {
    private final Conversation<Captured<M>, Object> conversation;
    private final Function<? super M, Description> describe;
    private final boolean hidden;
    private final List<Entry> entries = new ArrayList<>();

    MessageReader(Protocol<M, ?> receiver, Function<? super M, Description> describe, boolean hidden) {
        this.describe = describe;
        this.hidden = hidden;
        Protocol<Captured<M>, Object> capturing = new Protocol<>(
                receiver.name(),
                () -> new CapturingDecoder<>(receiver.decoders().get()),
                (message, out) -> {},
                receiver.maxMessageBytes(),
                receiver.pauses(),
                receiver.idle(),
                receiver.messageDeadline());
        conversation = new Conversation<>(capturing, new Noting());
        conversation.open(Integer.MAX_VALUE);
    }

    /** Adds an entry for each message. The conversation ends with the input, or with the first refusal. */
    private final class Noting implements Session<Captured<M>, Object> {
        @Override
        public void received(Captured<M> captured, Outbox<Object> out) {
            add(captured.bytes(), captured.length(), describe.apply(captured.message()));
        }

        @Override
        public void rejected(ProtocolException problem, Outbox<Object> out) {
            byte[] shown = conversation.unreadInput();
            add(shown, shown.length, Description.of("no valid message").breaking(problem));
        }
    }

    private void add(byte[] bytes, long length, Description description) {
        entries.add(new Entry(bytes, length, description, hidden));
    }

    /** Returns what was completed by these bytes and by what is known after them. */
    List<Entry> read(ByteBuffer bytes, Boundary boundary) {
        boolean undecoded = conversation.rejection() != null;
        conversation.receive(bytes.duplicate(), boundary);
        if (undecoded && bytes.hasRemaining()) {
            byte[] beginning = new byte[Math.min(Entry.MAX_BYTES, bytes.remaining())];
            bytes.get(bytes.position(), beginning);
            add(beginning, bytes.remaining(), Description.of("not decoded, because what came before was not valid"));
        }
        List<Entry> read = List.copyOf(entries);
        entries.clear();
        return read;
    }
}
