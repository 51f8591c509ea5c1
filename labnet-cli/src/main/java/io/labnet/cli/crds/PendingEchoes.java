// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.crds.chat.ChatMessage;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The user's sent messages that have not come back yet. A script sends a message and leaves at once: without waiting
 * for these echoes, they would be shown only by chance. Datagrams may be lost, so the wait is bounded.
 */
final class PendingEchoes {
    private static final long PATIENCE_MILLIS = 1000;

    /** The most pending echoes: more than any member's buffer holds; older ones are lost. */
    private static final int MOST = 4096;

    private final Deque<ChatMessage> messages = new ArrayDeque<>();
    private boolean deaf;

    /** Records a message that is about to be sent. */
    synchronized void saying(ChatMessage message) {
        if (messages.size() == MOST) {
            messages.removeFirst();
        }
        messages.addLast(message);
    }

    /** Removes the last message, which could not be sent. */
    synchronized void notSaid() {
        messages.pollLast();
    }

    /** Records a shown message. Earlier messages that have not come back are lost. */
    synchronized void shown(ChatMessage message) {
        if (messages.contains(message)) {
            boolean lost = true;
            while (lost) {
                lost = !messages.removeFirst().equals(message);
            }
            notifyAll();
        }
    }

    /** Records that no more messages will be shown. */
    synchronized void deaf() {
        deaf = true;
        notifyAll();
    }

    /** Waits until all echoes are shown, as long as at least one arrives each second. */
    synchronized void await() {
        try {
            for (int left = messages.size() + 1; !deaf && !messages.isEmpty() && messages.size() < left; ) {
                left = messages.size();
                wait(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
