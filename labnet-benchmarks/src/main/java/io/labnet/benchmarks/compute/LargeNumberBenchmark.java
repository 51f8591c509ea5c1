// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.compute;

import com.google.common.math.BigIntegerMath;
import io.labnet.compute.internal.decimal.DecimalNumber;
import io.labnet.compute.internal.decimal.Factorial;
import io.labnet.compute.internal.decimal.Fibonacci;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time to compute all decimal digits of a Fibonacci number and of a factorial: with labnet, {@code BigInteger} and
 * Guava.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LargeNumberBenchmark {
    @Param({"1000", "100000", "1000000"})
    private int n;

    @Benchmark
    public ByteBuffer fibonacciLabnet() {
        return digits(Fibonacci.of(n));
    }

    @Benchmark
    public String fibonacciBigInteger() {
        return BinaryNumbers.fibonacci(n).toString();
    }

    @Benchmark
    public ByteBuffer factorialLabnet() {
        return digits(Factorial.of(n));
    }

    @Benchmark
    public String factorialBigInteger() {
        return BinaryNumbers.factorial(n).toString();
    }

    @Benchmark
    public String factorialGuava() {
        return BigIntegerMath.factorial(n).toString();
    }

    private static ByteBuffer digits(DecimalNumber number) {
        ByteBuffer digits = ByteBuffer.allocate(number.digitCount());
        number.read(0, digits);
        return digits;
    }
}
