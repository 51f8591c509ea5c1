// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.labnet.compute.internal.decimal.DecimalNumber;
import io.labnet.compute.server.Calculation.OfFactorial;
import io.labnet.compute.server.Calculation.OfFibonacci;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CalculatorTest {
    private static final long PATIENCE = 90;
    private static final int SLOW = 900_000;

    private final Calculator calculator = new Calculator();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger computed = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();

    @AfterEach
    void close() {
        release.countDown();
        calculator.close();
    }

    @Test
    void ask_answersSmallOnesAtOnce() throws Exception {
        assertThat(calculator.ask(new OfFactorial(0)).get()).hasToString("1");
        assertThat(calculator.ask(new OfFactorial(6)).isDone()).isTrue();
        assertThat(calculator.ask(new OfFibonacci(7)).get()).hasToString("13");
    }

    @Test
    void ask_answersLargerOnesToo() throws Exception {
        assertThat(calculator.ask(new OfFactorial(1001)).get(PATIENCE, SECONDS).digitCount())
                .isEqualTo(2571);
        assertThat(calculator.ask(new OfFibonacci(1001)).get(PATIENCE, SECONDS).digitCount())
                .isEqualTo(209);
    }

    @Test
    void ask_computesOnceForAllWhoWait() throws Exception {
        PendingAnswer first = calculator.ask(new Held(SLOW));
        List<PendingAnswer> others = new ArrayList<>();
        for (int i = 1; i < Calculator.MOST_WAITING; i++) {
            others.add(calculator.ask(new Held(SLOW)));
        }
        assertThatThrownBy(() -> calculator.ask(new Held(SLOW))).isInstanceOf(RejectedExecutionException.class);
        release.countDown();

        assertThat(first.get(PATIENCE, SECONDS)).hasToString("900000");
        assertThat(others).allMatch(other -> other == first);
        await().atMost(PATIENCE, SECONDS)
                .until(() -> calculator.ask(new Held(SLOW)).isDone());
        assertThat(computed).hasValue(1);
    }

    @Test
    void slowOnes_areNotInTheWayOfQuickOnes() throws Exception {
        fill();

        assertThat(calculator.ask(new OfFactorial(2000)).get(PATIENCE, SECONDS).digitCount())
                .isEqualTo(5736);
        assertThat(calculator.ask(new OfFactorial(6)).get()).hasToString("720");
    }

    @Test
    void fullQueue_refusesUntilThereIsRoom() {
        List<PendingAnswer> waiting = fill();

        assertThatThrownBy(() -> calculator.ask(new Held(SLOW + 999))).isInstanceOf(RejectedExecutionException.class);

        calculator.leave(waiting.get(waiting.size() - 1));
        assertThat(calculator.ask(new Held(SLOW + 999))).isNotDone();
    }

    @Test
    void leave_givesUpWhatNobodyWaitsFor() {
        PendingAnswer first = calculator.ask(new Held(SLOW));
        PendingAnswer second = calculator.ask(new Held(SLOW));
        assertThat(second).isSameAs(first);
        await().atMost(PATIENCE, SECONDS).until(() -> computed.get() == 1);

        calculator.leave(first);
        assertThat(second).isNotDone();

        calculator.leave(second);
        assertThat(second).isCancelled();
        await().atMost(PATIENCE, SECONDS).until(() -> interrupted.get() == 1);
        assertThat(calculator.ask(new Held(SLOW))).as("a new attempt").isNotSameAs(first);
    }

    @Test
    void failure_isToldAndForgotten() {
        PendingAnswer failing = calculator.ask(new Failing(SLOW));

        assertThatThrownBy(() -> failing.get(PATIENCE, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("on purpose");
        await().atMost(PATIENCE, SECONDS).until(() -> calculator.ask(new Failing(SLOW)) != failing);
    }

    /** Takes all threads and places for slow ones. */
    private List<PendingAnswer> fill() {
        List<PendingAnswer> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 1000; i++) {
                waiting.add(calculator.ask(new Held(SLOW + i)));
            }
            throw new AssertionError("a thousand calculations found room");
        } catch (RejectedExecutionException full) {
            assertThat(waiting).hasSizeGreaterThan(Calculator.MOST_QUEUED);
            return waiting;
        }
    }

    /** Takes until it is released, or interrupted. */
    private final class Held implements Calculation {
        private final int n;

        Held(int n) {
            this.n = n;
        }

        @Override
        public int n() {
            return n;
        }

        @Override
        public DecimalNumber result() {
            computed.incrementAndGet();
            try {
                release.await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw new CancellationException();
            }
            return DecimalNumber.of(BigInteger.valueOf(n));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Held held && held.n == n;
        }

        @Override
        public int hashCode() {
            return n;
        }
    }

    private record Failing(int n) implements Calculation {
        @Override
        public DecimalNumber result() {
            throw new IllegalStateException("on purpose");
        }
    }
}
