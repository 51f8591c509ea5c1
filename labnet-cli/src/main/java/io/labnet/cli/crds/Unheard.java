// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.crds.chat.ChatMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What somebody has said and not yet been shown. A script says something and leaves at once: without a wait for this, it
 * is shown or not as it happens. Datagrams may be lost, so the wait ends even if they never come.
 */
final class Unheard {
    private static final long PATIENCE_SECONDS = 1;

    /** More than wait for any member; older ones are lost. */
    private static final int MOST = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();
    private final Deque<ChatMessage> messages = new ArrayDeque<>();
    private boolean deaf;

    /** Something is about to be said. */
    void saying(ChatMessage message) {
        lock.lock();
        try {
            if (messages.size() == MOST) {
                messages.removeFirst();
            }
            messages.addLast(message);
        } finally {
            lock.unlock();
        }
    }

    /** What was to be said last was not. */
    void notSaid() {
        lock.lock();
        try {
            messages.pollLast();
        } finally {
            lock.unlock();
        }
    }

    /** Something has been shown. What was said before it and has not come is lost. */
    void shown(ChatMessage message) {
        lock.lock();
        try {
            if (messages.contains(message)) {
                boolean lost = true;
                while (lost) {
                    lost = !messages.removeFirst().equals(message);
                }
                fewer.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nothing will be shown any more. */
    void deaf() {
        lock.lock();
        try {
            deaf = true;
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all is shown, as long as some of it comes each second. */
    void await() {
        lock.lock();
        try {
            while (!deaf && !messages.isEmpty()) {
                if (!fewer.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
