// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.xor;

import io.labnet.xorproto.XorCipher;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Encrypts in place: labnet with a 4-byte key of the protocol, labnet with a 7-byte key, and a plain loop. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CipherBenchmark {
    @Param({"16", "1500", "10000"})
    private int bytes;

    private byte[] message = {};
    private final byte[] key = "tree".getBytes(StandardCharsets.US_ASCII);
    private final XorCipher ofFour = XorCipher.of(key);
    private final XorCipher ofSeven = XorCipher.of("keyword");

    @Setup
    public void prepare() {
        message = new byte[bytes];
        new Random(1).nextBytes(message);
    }

    @Benchmark
    public byte[] labnetKeyOf4() {
        ofFour.applyInPlace(message, 0, message.length, 0);
        return message;
    }

    @Benchmark
    public byte[] labnetKeyOf7() {
        ofSeven.applyInPlace(message, 0, message.length, 0);
        return message;
    }

    @Benchmark
    public byte[] byteByByte() {
        for (int i = 0; i < message.length; i++) {
            message[i] ^= key[i % key.length];
        }
        return message;
    }
}
