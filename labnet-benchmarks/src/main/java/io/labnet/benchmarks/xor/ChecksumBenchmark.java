// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.xor;

import io.labnet.core.checksum.InternetChecksum;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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

/** Computes the Internet checksum of an array: labnet, pcap4j, and a loop over the words. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChecksumBenchmark {
    /**
     * pcap4j's checksum method. This module can't require pcap4j, whose module requires an SLF4J module that no longer
     * exists. Therefore the benchmark calls pcap4j's method through a method handle, which costs nothing because the
     * handle is constant.
     */
    private static final MethodHandle PCAP4J = pcap4jChecksum();

    @Param({"16", "1500", "10000"})
    private int bytes;

    private byte[] message = {};

    @Setup
    public void prepare() {
        message = new byte[bytes];
        new Random(1).nextBytes(message);
    }

    @Benchmark
    public int labnet() {
        return InternetChecksum.of(message);
    }

    @Benchmark
    public short pcap4j() throws Throwable {
        return (short) PCAP4J.invokeExact(message);
    }

    @Benchmark
    public int wordByWord() {
        long sum = 0;
        for (int i = 0; i < message.length; i += 2) {
            sum += (message[i] & 0xff) << 8 | (message[i + 1] & 0xff);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) ~sum & 0xffff;
    }

    private static MethodHandle pcap4jChecksum() {
        try {
            Class<?> arrays = Class.forName("org.pcap4j.util.ByteArrays");
            MethodType type = MethodType.methodType(short.class, byte[].class);
            return MethodHandles.publicLookup().findStatic(arrays, "calcChecksum", type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("pcap4j is missing", e);
        }
    }
}
