// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.chat;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.datagram.DatagramTransport;
import io.labnet.core.transport.datagram.Membership;
import io.labnet.crds.RoomAddress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A membership in a chat room. Any number of threads may send messages while one receives; {@link #close} may be called
 * by any thread and unblocks them.
 *
 * <p>A room has no server: messages may be lost or reordered, and their senders are not authenticated.
 */
public final class ChatRoom implements Closeable {
    private final Membership membership;
    private final String name;
    private final AtomicLong refused = new AtomicLong();

    private ChatRoom(Membership membership, String name) {
        this.membership = membership;
        this.name = name;
    }

    /**
     * Joins a room.
     *
     * @param transport the transport for datagrams
     * @param address the address of the room
     * @param name the name of the sender, a {@linkplain ChatMessage#isName valid chat name}
     * @return the room; to be closed by the caller
     * @throws IllegalArgumentException if the name is not a valid chat name
     * @throws IOException if the group cannot be joined, as in {@link DatagramTransport#join}
     */
    public static ChatRoom join(DatagramTransport transport, RoomAddress address, String name) throws IOException {
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(address, "address");
        ChatMessage.requireName(name);
        return new ChatRoom(transport.join(new Endpoint(address.group(), address.port())), name);
    }

    /** {@return the sender's name in this room} */
    public String name() {
        return name;
    }

    /**
     * Sends a message to all members of the room, including this one.
     *
     * @param text the text
     * @throws IllegalArgumentException if the message is too long, as in {@link ChatMessage}; nothing is sent
     * @throws IOException if the room was left, or the message cannot be sent
     */
    public void send(String text) throws IOException {
        membership.send(ByteBuffer.wrap(new ChatMessage(name, text).encode()));
    }

    /**
     * Receives the next message. Datagrams that are not chat messages are skipped and counted.
     *
     * @return the message
     * @throws java.io.InterruptedIOException if the thread is interrupted; its interrupt status stays set, and the room
     *     is not left
     * @throws IOException if the room was left
     */
    public ChatMessage receive() throws IOException {
        return receive(Duration.ofSeconds(Long.MAX_VALUE));
    }

    /**
     * Receives the next message, with a timeout. Datagrams that are not chat messages are skipped and counted.
     *
     * @param quiet the timeout, which restarts with each datagram; with zero, only a message that has already arrived
     *     is returned
     * @return the message
     * @throws java.net.SocketTimeoutException if nothing arrives in time; the room is not left
     * @throws java.io.InterruptedIOException if the thread is interrupted; its interrupt status stays set, and the room
     *     is not left
     * @throws IOException if the room was left
     * @throws IllegalArgumentException if the timeout is negative
     */
    public ChatMessage receive(Duration quiet) throws IOException {
        // One byte more than the maximum, so that a longer datagram is not mistaken for a valid one.
        ByteBuffer in = ByteBuffer.allocate(ChatMessage.MAX_BYTES + 1);
        while (true) {
            membership.receive(in.clear(), quiet);
            try {
                return ChatMessage.decode(Arrays.copyOf(in.array(), in.position()));
            } catch (ProtocolException noMessage) {
                refused.incrementAndGet();
            }
        }
    }

    /**
     * {@return how many datagrams were skipped since the room was joined, because they were empty or longer than {@link
     * ChatMessage#MAX_BYTES}}
     */
    public long refused() {
        return refused.get();
    }

    /** Leaves the room; does nothing if it was already left. */
    @Override
    public void close() {
        membership.close();
    }

    /** {@return the address and the interface, such as {@code 239.0.0.10:5000 on eth0}} */
    @Override
    public String toString() {
        return membership.toString();
    }
}
