// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader.internal;

import io.labnet.compute.FibonacciCount;
import io.labnet.compute.internal.decimal.DecimalNumber;
import io.labnet.compute.internal.decimal.Factorial;
import io.labnet.compute.internal.decimal.Fibonacci;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/**
 * A correct answer.
 *
 * @param value the number
 * @param counts for a Fibonacci number, the numberings in which it is correct; otherwise empty
 */
public record Answer(DecimalNumber value, List<FibonacciCount> counts) {
    /** {@return the correct answers to FIBONACCI n, one for each numbering that has such a number} */
    public static List<Answer> fibonacci(int n) {
        return Stream.of(FibonacciCount.values())
                .filter(count -> n >= count.first())
                .map(count -> new Answer(Fibonacci.of(count.index(n)), List.of(count)))
                .toList();
    }

    /** {@return the correct answer to FACTORIAL n} */
    public static List<Answer> factorial(int n) {
        return List.of(new Answer(Factorial.of(n), List.of()));
    }

    /** {@return the correct answer to a request with a text of that many words} */
    public static List<Answer> words(long words) {
        return List.of(new Answer(DecimalNumber.of(BigInteger.valueOf(words)), List.of()));
    }
}
