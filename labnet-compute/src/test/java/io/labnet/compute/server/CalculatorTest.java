// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.labnet.compute.RequestWord;
import io.labnet.compute.internal.decimal.DecimalNumber;
import io.labnet.compute.server.Calculator.Answer;
import io.labnet.compute.server.Calculator.Calculation;
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

    private static final int FAILING = SLOW - 1;

    private final Calculator calculator = new Calculator(10, this::compute);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger computed = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();

    @AfterEach
    void close() {
        release.countDown();
        calculator.close();
    }

    @Test
    void ask_smallRequest_isAnsweredImmediately() throws Exception {
        assertThat(calculator.ask(new Calculation(RequestWord.FACTORIAL, 0)).get())
                .hasToString("1");
        assertThat(calculator.ask(new Calculation(RequestWord.FACTORIAL, 6)).isDone())
                .isTrue();
        assertThat(calculator.ask(new Calculation(RequestWord.FIBONACCI, 7)).get())
                .hasToString("13");
    }

    @Test
    void ask_largerRequest_isAnswered() throws Exception {
        assertThat(calculator
                        .ask(new Calculation(RequestWord.FACTORIAL, 1001))
                        .get(PATIENCE, SECONDS)
                        .digitCount())
                .isEqualTo(2571);
        assertThat(calculator
                        .ask(new Calculation(RequestWord.FIBONACCI, 1001))
                        .get(PATIENCE, SECONDS)
                        .digitCount())
                .isEqualTo(209);
    }

    @Test
    void ask_sameRequest_isComputedOnce() throws Exception {
        Answer first = ask(SLOW);
        List<Answer> others = new ArrayList<>();
        for (int i = 1; i < Calculator.MAX_WAITING; i++) {
            others.add(ask(SLOW));
        }
        assertThatThrownBy(() -> ask(SLOW)).isInstanceOf(RejectedExecutionException.class);
        release.countDown();

        assertThat(first.get(PATIENCE, SECONDS)).hasToString("1");
        assertThat(others).allMatch(other -> other == first);
        await().atMost(PATIENCE, SECONDS).until(() -> ask(SLOW).isDone());
        assertThat(computed).hasValue(1);
    }

    @Test
    void slowRequests_doNotDelayQuickOnes() throws Exception {
        fill();

        assertThat(calculator
                        .ask(new Calculation(RequestWord.FACTORIAL, 2000))
                        .get(PATIENCE, SECONDS)
                        .digitCount())
                .isEqualTo(5736);
        assertThat(calculator.ask(new Calculation(RequestWord.FACTORIAL, 6)).get())
                .hasToString("720");
    }

    @Test
    void fullQueue_refusesRequests() {
        List<Answer> waiting = fill();

        assertThatThrownBy(() -> ask(SLOW + 999)).isInstanceOf(RejectedExecutionException.class);

        calculator.leave(waiting.get(waiting.size() - 1));
        assertThat(ask(SLOW + 999)).isNotDone();
    }

    @Test
    void leave_lastConversation_cancelsComputation() {
        Answer first = ask(SLOW);
        Answer second = ask(SLOW);
        assertThat(second).isSameAs(first);
        await().atMost(PATIENCE, SECONDS).until(() -> computed.get() == 1);

        calculator.leave(first);
        assertThat(second).isNotDone();

        calculator.leave(second);
        assertThat(second).isCancelled();
        await().atMost(PATIENCE, SECONDS).until(() -> interrupted.get() == 1);
        assertThat(ask(SLOW)).as("a new attempt").isNotSameAs(first);
    }

    /** The cache has room for ten digits, and keeps the results requested last. */
    @Test
    void results_areCachedUntilEvicted() throws Exception {
        release.countDown();
        assertKept(digits(1, 4), 4);
        assertKept(digits(2, 4), 8);
        assertKept(digits(1, 4), 8);
        assertKept(digits(3, 4), 8);
        assertKept(digits(1, 4), 8);
        assertThat(computed).hasValue(3);
        assertKept(digits(4, 11), 8);
        assertKept(digits(3, 4), 8);
        assertThat(computed).as("too long a result takes no place").hasValue(4);
        assertKept(digits(2, 4), 8);
        assertThat(computed).as("what was not asked for the longest is gone").hasValue(5);
        assertKept(digits(5, 9), 9);
        assertKept(digits(6, 10), 10);
    }

    @Test
    void failure_isReportedAndNotCached() {
        Answer failing = ask(FAILING);

        assertThatThrownBy(() -> failing.get(PATIENCE, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("on purpose");
        await().atMost(PATIENCE, SECONDS).until(() -> ask(FAILING) != failing);
    }

    /** Occupies all threads and queue places for slow requests. */
    private List<Answer> fill() {
        List<Answer> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 1000; i++) {
                waiting.add(ask(SLOW + i));
            }
            throw new AssertionError("a thousand calculations found room");
        } catch (RejectedExecutionException full) {
            assertThat(waiting).hasSizeGreaterThan(Calculator.MAX_QUEUED);
            return waiting;
        }
    }

    private Answer ask(int n) {
        return calculator.ask(new Calculation(RequestWord.FACTORIAL, n));
    }

    private void assertKept(int n, int cachedDigits) throws Exception {
        Answer answer = ask(n);
        answer.get(PATIENCE, SECONDS);
        calculator.leave(answer);
        await().atMost(PATIENCE, SECONDS).until(() -> calculator.cachedDigits() == cachedDigits);
    }

    /** Returns a request whose result has this number of digits. */
    private static int digits(int id, int digits) {
        return SLOW + 100 * id + digits - 1;
    }

    /** For a slow request returns a power of ten, after it is released or interrupted. */
    private DecimalNumber compute(Calculation calculation) {
        if (calculation.n() < FAILING) {
            return calculation.result();
        }
        computed.incrementAndGet();
        if (calculation.n() == FAILING) {
            throw new IllegalStateException("on purpose");
        }
        try {
            release.await();
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            throw new CancellationException();
        }
        return DecimalNumber.of(BigInteger.TEN.pow(calculation.n() % 100));
    }
}
