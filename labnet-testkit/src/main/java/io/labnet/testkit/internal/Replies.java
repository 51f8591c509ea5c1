// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Conversation;
import io.labnet.testkit.Chunks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The writes of a driven session; counts those that an assertion has checked. */
public final class Replies {
    private final List<byte[]> writes = new ArrayList<>();
    private int checked;

    public void add(byte[] write) {
        writes.add(write);
    }

    public List<String> texts() {
        return writes.stream().map(Replies::text).toList();
    }

    public byte[] bytes() {
        return Chunks.join(writes);
    }

    /** Returns the writes that were not returned before. */
    public List<byte[]> takeUncheckedWrites() {
        List<byte[]> unchecked = List.copyOf(writes.subList(checked, writes.size()));
        checked = writes.size();
        return unchecked;
    }

    public static String text(byte[] write) {
        return new String(write, StandardCharsets.UTF_8);
    }

    /**
     * Returns the messages that a peer decodes from these bytes. If {@code ended}, the decoder also gets the end of the
     * input after them.
     */
    public static <M> List<M> messages(Decoder<M> decoder, byte[] bytes, boolean ended) {
        List<M> messages = new ArrayList<>();
        Protocol<M, M> protocol = new Protocol<>("peer", () -> decoder, (message, out) -> {}, bytes.length + 1);
        Conversation<M, M> peer = new Conversation<>(protocol, (message, out) -> messages.add(message));
        peer.open(1);
        peer.receive(ByteBuffer.wrap(bytes), ended ? Boundary.END : Boundary.MORE);
        ProtocolException refusal = peer.rejection();
        if (refusal != null) {
            throw refused(refusal, messages, bytes);
        }
        return messages;
    }

    /** Returns the messages that a peer decodes from these datagrams. Each datagram is one message. */
    public static <M> List<M> datagrams(Supplier<? extends Decoder<M>> decoders, List<byte[]> datagrams) {
        List<M> messages = new ArrayList<>();
        for (byte[] datagram : datagrams) {
            Decoder<M> decoder = decoders.get();
            try {
                // For an empty datagram, a decoder is only told that the input has ended.
                M empty = datagram.length == 0 ? decoder.atBoundary(Boundary.END) : null;
                messages.add(empty == null ? Decoder.decodeWhole(decoder, datagram) : empty);
            } catch (ProtocolException refusal) {
                throw refused(refusal, messages, datagram);
            }
        }
        return messages;
    }

    private static AssertionError refused(ProtocolException refusal, List<?> before, byte[] bytes) {
        return new AssertionError(
                "the peer's decoder refuses the session's output: " + refusal.getMessage() + " (" + refusal.reason()
                        + " at " + refusal.offset() + "), after " + before + ", in: " + Input.hex(bytes),
                refusal);
    }
}
