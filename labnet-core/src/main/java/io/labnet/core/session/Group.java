// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.Encoder;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set of {@linkplain Conversation conversations} that receive the same messages, such as the members of a chat room.
 * Each member receives every message that is sent during its membership, exactly once. All members receive the messages
 * in the same order. A message is encoded once if all members use the same encoder.
 *
 * <p>A slow member does not delay the others: if its unsent bytes would exceed the group's limit, its conversation is
 * aborted, which resets its connection. A member leaves automatically when its conversation ends.
 *
 * <p>Groups are thread-safe.
 *
 * @param <O> the type of messages to send
 */
public final class Group<O> {
    private final Set<Remote<O>> members = new LinkedHashSet<>();
    private final long maxUnsentBytes;

    /** Creates an empty group that allows {@value Remote#MAX_UNSENT_BYTES} unsent bytes per member. */
    public Group() {
        this(Remote.MAX_UNSENT_BYTES);
    }

    /**
     * Creates an empty group.
     *
     * @param maxUnsentBytes the largest number of unsent bytes of a member, at least 1; a member that would exceed this
     *     number is aborted
     * @throws IllegalArgumentException if it is less than 1
     */
    public Group(long maxUnsentBytes) {
        if (maxUnsentBytes < 1) {
            throw new IllegalArgumentException("maxUnsentBytes " + maxUnsentBytes + " is less than 1");
        }
        this.maxUnsentBytes = maxUnsentBytes;
    }

    /**
     * Adds a conversation, which receives all messages from now on.
     *
     * @param member the conversation
     * @return whether it was added; {@code false} if it is already a member, or has ended
     */
    public synchronized boolean join(Remote<O> member) {
        return member.joined(this) && members.add(member);
    }

    /**
     * Removes a conversation. The conversation still receives the messages that were sent before this call.
     *
     * @param member the conversation
     * @return whether it was a member
     */
    public synchronized boolean leave(Remote<O> member) {
        member.left(this);
        return members.remove(member);
    }

    /**
     * Sends a message to all members.
     *
     * @param message the message
     * @throws RuntimeException if the encoder of a member throws it; that member and those that joined the group after
     *     it then do not receive the message
     */
    public void send(O message) {
        send(message, null);
    }

    /**
     * Sends a message to all members except one.
     *
     * @param message the message
     * @param except the member to leave out, usually the author of the message; {@code null} for none
     * @throws RuntimeException if the encoder of a member throws it; that member and those that joined the group after
     *     it then do not receive the message
     */
    public synchronized void send(O message, @Nullable Remote<O> except) {
        Objects.requireNonNull(message, "message");
        Encoder<? super O> encoder = null;
        Remote.Entry<O> entry = null;
        for (Iterator<Remote<O>> all = members.iterator(); all.hasNext(); ) {
            Remote<O> member = all.next();
            if (member == except) {
                continue;
            }
            if (entry == null || member.encoder() != encoder) {
                encoder = member.encoder();
                entry = Remote.Entry.of(message, encoder);
            }
            if (!member.put(entry, maxUnsentBytes)) {
                all.remove();
                member.left(this);
                member.abort("its unsent bytes exceed the group's limit of " + maxUnsentBytes + " bytes");
            }
        }
    }

    /**
     * Returns the number of members.
     *
     * @return the number of members
     */
    public synchronized int size() {
        return members.size();
    }
}
