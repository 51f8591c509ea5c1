// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.crds.chat.ChatMessage;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The messages that the user has sent and not received yet: a member of a room also receives its own messages. A script
 * may send a message and leave the room immediately, so leaving waits until these messages (echoes) have come back and
 * are shown. The wait is bounded, since datagrams may be lost.
 */
final class PendingEchoes {
    private static final long MAX_WAIT_MILLIS = 1000;

    /**
     * The maximum number of pending echoes. A receive buffer holds fewer messages than this. If more echoes than this
     * are pending, the oldest one must have been lost.
     */
    private static final int MAX_PENDING = 4096;

    private final Deque<ChatMessage> messages = new ArrayDeque<>();
    private boolean ended;

    /** Records a message that is about to be sent. */
    synchronized void add(ChatMessage message) {
        if (messages.size() == MAX_PENDING) {
            messages.removeFirst();
        }
        messages.addLast(message);
    }

    /** Removes the last message, which could not be sent. */
    synchronized void removeLast() {
        messages.pollLast();
    }

    /** Records that a message has been shown. Messages that were sent before it and are still pending count as lost. */
    synchronized void shown(ChatMessage message) {
        if (messages.contains(message)) {
            boolean lost = true;
            while (lost) {
                lost = !messages.removeFirst().equals(message);
            }
            notifyAll();
        }
    }

    /** Records that no more messages can be received. */
    synchronized void receivingEnded() {
        ended = true;
        notifyAll();
    }

    /** Waits until all echoes are shown, but gives up when none has been shown for a second. */
    synchronized void await() {
        try {
            for (int left = messages.size() + 1; !ended && !messages.isEmpty() && messages.size() < left; ) {
                left = messages.size();
                wait(MAX_WAIT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
