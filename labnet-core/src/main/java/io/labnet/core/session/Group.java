// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.Encoder;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conversations that are told the same: the members of a chat room, say. Every member is told what is told while it is
 * one, once and in the same order as all others. A message is encoded once, however many there are.
 *
 * <p>Nobody waits for a member that is slow: one for which more bytes would be unsent than the group allows is cut,
 * which resets its connection. A member leaves by itself when its conversation ends.
 *
 * <p>Any thread may use a group at any time.
 *
 * @param <O> the messages that are told
 */
public final class Group<O> {
    private final Set<Remote<O>> members = new LinkedHashSet<>();
    private final long maxUnsentBytes;

    /** Makes an empty group that allows {@value Remote#MAX_UNSENT_BYTES} unsent bytes for each member. */
    public Group() {
        this(Remote.MAX_UNSENT_BYTES);
    }

    /**
     * Makes an empty group.
     *
     * @param maxUnsentBytes how many bytes may be unsent for a member before it is cut, at least 1
     * @throws IllegalArgumentException if it is less than 1
     */
    public Group(long maxUnsentBytes) {
        if (maxUnsentBytes < 1) {
            throw new IllegalArgumentException("maxUnsentBytes " + maxUnsentBytes + " is less than 1");
        }
        this.maxUnsentBytes = maxUnsentBytes;
    }

    /**
     * Takes a conversation in: it is told what is told from now on.
     *
     * @param member the conversation
     * @return whether it is new here; not when it was a member before, or is over
     */
    public synchronized boolean join(Remote<O> member) {
        return member.joined(this) && members.add(member);
    }

    /**
     * Lets a conversation go. What it was told before still leaves.
     *
     * @param member the conversation
     * @return whether it was a member
     */
    public synchronized boolean leave(Remote<O> member) {
        member.left(this);
        return members.remove(member);
    }

    /**
     * Tells all members a message.
     *
     * @param message the message
     * @throws RuntimeException what an encoder throws; then those behind its member are not told
     */
    public void tell(O message) {
        tell(message, null);
    }

    /**
     * Tells all members but one a message.
     *
     * @param message the message
     * @param except who is not told, most often because the message is its own; {@code null} for nobody
     * @throws RuntimeException what an encoder throws; then those behind its member are not told
     */
    public synchronized void tell(O message, @Nullable Remote<O> except) {
        Objects.requireNonNull(message, "message");
        Encoder<? super O> encoder = null;
        Remote.Letter<O> letter = null;
        for (Iterator<Remote<O>> all = members.iterator(); all.hasNext(); ) {
            Remote<O> member = all.next();
            if (member == except) {
                continue;
            }
            if (letter == null || member.encoder() != encoder) {
                encoder = member.encoder();
                letter = Remote.Letter.of(message, encoder);
            }
            if (!member.put(letter, maxUnsentBytes)) {
                all.remove();
                member.left(this);
                member.cut("it took too little of what its group is told, of which " + maxUnsentBytes
                        + " bytes may be unsent");
            }
        }
    }

    /**
     * Counts the members.
     *
     * @return how many there are now
     */
    public synchronized int size() {
        return members.size();
    }
}
