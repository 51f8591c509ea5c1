// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.crds.chat.ChatMessage;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What somebody has said and not yet been shown. A script says something and leaves at once: without a wait for this, it
 * is shown or not as it happens. Datagrams may be lost, so the wait ends even if they never come.
 */
final class PendingEchoes {
    private static final long PATIENCE_MILLIS = 1000;

    /** More than wait for any member; older ones are lost. */
    private static final int MOST = 4096;

    private final Deque<ChatMessage> messages = new ArrayDeque<>();
    private boolean deaf;

    /** Something is about to be said. */
    synchronized void saying(ChatMessage message) {
        if (messages.size() == MOST) {
            messages.removeFirst();
        }
        messages.addLast(message);
    }

    /** What was to be said last was not. */
    synchronized void notSaid() {
        messages.pollLast();
    }

    /** Something has been shown. What was said before it and has not come is lost. */
    synchronized void shown(ChatMessage message) {
        if (messages.contains(message)) {
            boolean lost = true;
            while (lost) {
                lost = !messages.removeFirst().equals(message);
            }
            notifyAll();
        }
    }

    /** Nothing will be shown any more. */
    synchronized void deaf() {
        deaf = true;
        notifyAll();
    }

    /** Waits until all is shown, as long as some of it comes each second. */
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
