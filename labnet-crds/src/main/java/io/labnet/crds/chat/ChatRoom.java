// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.chat;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.transport.DatagramTransport;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Membership;
import io.labnet.crds.RoomAddress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody in a chat room. Any number of threads may say something while one listens; {@link #close} may be called by
 * any thread and unblocks them.
 *
 * <p>Nobody is in charge of a room: messages may be lost or come in another order, and who is named as their sender is
 * only what they say.
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
     * @param transport how to get there
     * @param address where the room is
     * @param name the name to be called by, for which {@link ChatMessage#isName} holds
     * @return the room; to be closed by the caller
     * @throws IllegalArgumentException if nobody can be called by that name
     * @throws IOException if the group can't be joined, as said at {@link DatagramTransport#join}
     */
    public static ChatRoom join(DatagramTransport transport, RoomAddress address, String name) throws IOException {
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(address, "address");
        ChatMessage.requireName(name);
        return new ChatRoom(transport.join(new Endpoint(address.group(), address.port())), name);
    }

    /** {@return the name by which one is called here} */
    public String name() {
        return name;
    }

    /**
     * Says something to everybody in the room, oneself included.
     *
     * @param text what to say
     * @throws IllegalArgumentException if it is too long, as said at {@link ChatMessage}; nothing is sent
     * @throws IOException if the room was left, or the network can't take the message
     */
    public void say(String text) throws IOException {
        membership.send(ByteBuffer.wrap(new ChatMessage(name, text).encode()));
    }

    /**
     * Waits for what somebody says. What is no chat message is passed over and counted.
     *
     * @return the message
     * @throws java.io.InterruptedIOException if the thread is interrupted; it stays interrupted, and in the room
     * @throws IOException if the room was left
     */
    public ChatMessage listen() throws IOException {
        return listen(Duration.ofSeconds(Long.MAX_VALUE));
    }

    /**
     * Waits for what somebody says, but not for ever. What is no chat message is passed over and counted.
     *
     * @param quiet how long to wait after anything has arrived; zero takes only what is there already
     * @return the message
     * @throws java.net.SocketTimeoutException if nothing arrives in time; one is still in the room
     * @throws java.io.InterruptedIOException if the thread is interrupted; it stays interrupted, and in the room
     * @throws IOException if the room was left
     * @throws IllegalArgumentException if the time is negative
     */
    public ChatMessage listen(Duration quiet) throws IOException {
        // One byte more than the longest: what is longer must not be taken for one that fits.
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
     * {@return how many datagrams were passed over since the room was joined, because they were empty or longer than
     * {@link ChatMessage#MAX_BYTES}}
     */
    public long refused() {
        return refused.get();
    }

    /** Leaves the room. Without effect when it was left before. */
    @Override
    public void close() {
        membership.close();
    }

    /** {@return where this is, such as {@code 239.0.0.10:5000 on eth0}} */
    @Override
    public String toString() {
        return membership.toString();
    }
}
