// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import io.labnet.cli.command.ListenOptions;
import io.labnet.core.transport.Server;
import io.labnet.xorproto.server.ScoreRefusedException;
import io.labnet.xorproto.server.ScoreRegister;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A register of a process that may be told to end. Then it gives up on a store that hangs, early enough for the clients
 * to be told and for the log to name each score that is not stored.
 */
final class EndingRegister implements ScoreRegister {
    private static final System.Logger LOGGER = System.getLogger(EndingRegister.class.getName());

    private static final Duration TELLING = Duration.ofSeconds(1);

    /** Less than a server that ends has for its replies, so that the clients can still be told. */
    private static final Duration GRACE = ListenOptions.DRAIN.minus(TELLING);

    private final ScoreRegister scores;
    private final ReentrantLock lock = new ReentrantLock();

    /** Which score each thread stores. */
    private final Map<Thread, String> waiting = new HashMap<>();

    private boolean givenUp;

    /** Stores where another register does. */
    EndingRegister(ScoreRegister scores) {
        this.scores = scores;
    }

    @Override
    public void register(long studentId, int points) throws Exception {
        begin("the score " + points + " of " + studentId);
        try {
            scores.register(studentId, points);
        } catch (Exception e) {
            if (hasGivenUp()) {
                // The interrupt is what it failed by.
                LOGGER.log(Level.DEBUG, "the register has ended", e);
                throw ending();
            }
            throw e;
        } finally {
            end();
        }
    }

    /** Has it end with the process whose server this is. */
    void endWithProcess(Server server) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "labnet-xor-end"));
        } catch (IllegalStateException endingAlready) {
            giveUp();
        }
    }

    /** Lets nobody wait any longer. */
    void giveUp() {
        lock.lock();
        try {
            givenUp = true;
            waiting.keySet().forEach(Thread::interrupt);
        } finally {
            lock.unlock();
        }
    }

    /** Names those that wait in spite of that: no interrupt ends the wait on a socket. */
    private void nameWaiting() {
        lock.lock();
        try {
            waiting.values()
                    .forEach(score ->
                            LOGGER.log(Level.WARNING, score + " may not be stored: the database has not answered"));
        } finally {
            lock.unlock();
        }
    }

    private void end(Server server) {
        awaitStop(server, GRACE);
        giveUp();
        awaitStop(server, TELLING);
        nameWaiting();
    }

    private static void awaitStop(Server server, Duration patience) {
        try {
            server.stopped().toCompletableFuture().get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Whoever waits is looked after now.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(String score) throws ScoreRefusedException {
        lock.lock();
        try {
            if (givenUp) {
                throw ending();
            }
            waiting.put(Thread.currentThread(), score);
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            waiting.remove(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    private boolean hasGivenUp() {
        lock.lock();
        try {
            return givenUp;
        } finally {
            lock.unlock();
        }
    }

    private static ScoreRefusedException ending() {
        return new ScoreRefusedException("THE SERVER ENDS BEFORE ITS DATABASE HAS TAKEN THE SCORE");
    }
}
