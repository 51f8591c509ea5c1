// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import io.labnet.compute.internal.decimal.DecimalNumber;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** A result that is known, is being computed, or is in a queue: one for all who wait for it. */
final class PendingAnswer extends FutureTask<DecimalNumber> {
    private final Calculation calculation;
    private final Consumer<PendingAnswer> whenDone;

    /** How many conversations wait; guarded by the calculator's lock. */
    int waiting;

    PendingAnswer(Calculation calculation, Callable<DecimalNumber> work, Consumer<PendingAnswer> whenDone) {
        super(work);
        this.calculation = calculation;
        this.whenDone = whenDone;
    }

    /** Makes an answer that is done, by whoever calls this. */
    static PendingAnswer done(Calculation calculation, Callable<DecimalNumber> work) {
        PendingAnswer answer = new PendingAnswer(calculation, work, done -> {});
        answer.run();
        return answer;
    }

    Calculation calculation() {
        return calculation;
    }

    @Override
    protected void done() {
        whenDone.accept(this);
    }
}
