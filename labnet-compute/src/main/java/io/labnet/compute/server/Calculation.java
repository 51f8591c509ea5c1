// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import io.labnet.compute.internal.decimal.DecimalNumber;
import io.labnet.compute.internal.decimal.Factorial;
import io.labnet.compute.internal.decimal.Fibonacci;

/** What has to be computed for an answer; equal ones have equal results. */
interface Calculation {
    /** Up to here a result is there before another thread would have begun: 1000! takes some 100 µs. */
    int MOST_AT_ONCE = 1000;

    /** Tells of what the result is computed. The time that it takes grows with it. */
    int n();

    /** Computes the result, which may take seconds; ends early, by an exception, when the thread is interrupted. */
    DecimalNumber result();

    /** Tells whether it is done sooner than it could be handed to somebody else. */
    default boolean isImmediate() {
        return n() <= MOST_AT_ONCE;
    }

    /** A factorial. */
    record OfFactorial(int n) implements Calculation {
        @Override
        public DecimalNumber result() {
            return Factorial.of(n);
        }
    }

    /** A Fibonacci number, where F(0) = 0 and F(1) = 1. */
    record OfFibonacci(int n) implements Calculation {
        @Override
        public DecimalNumber result() {
            return Fibonacci.of(n);
        }
    }
}
