// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.xor;

import io.labnet.core.checksum.InternetChecksum;
import io.labnet.core.codec.Boundary;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorPacketCodec;
import io.labnet.xorproto.XorPacketView;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/**
 * Measures decoding, encoding and verifying a packet. For comparison, also measures two steps alone, the checksum and
 * the copy. All three operations compute the checksum; decoding and encoding also copy the bytes. Verifying allocates
 * nothing, as {@code -prof gc} shows.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
// AlwaysPreTouch touches the whole heap at the start, so that no page faults are measured.
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PacketBenchmark {
    @Param({"16", "1500", "10000"})
    private int bytes;

    private final XorPacketCodec codec = XorPacketCodec.of(ChecksumForm.RFC_1071);
    private final XorPacketView view = new XorPacketView();
    private XorPacket packet = new XorPacket(true, "tree", 1);
    private byte[] wire = {};
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    @Setup
    public void prepare() {
        byte[] data = new byte[bytes - XorPacket.HEADER_BYTES];
        new Random(1).nextBytes(data);
        packet = new XorPacket(true, "tree", 20201234, data);
        wire = packet.encode();
        buffer = ByteBuffer.wrap(wire);
    }

    @Benchmark
    public int checksumAlone() {
        return InternetChecksum.of(wire);
    }

    /** A packet copies its data, so creating a packet takes at least the time of such a copy. */
    @Benchmark
    public byte[] copyAlone() {
        return wire.clone();
    }

    @Benchmark
    public @Nullable XorPacket decode() {
        return codec.decode(buffer.clear(), Boundary.MORE);
    }

    @Benchmark
    public byte[] encode() {
        return packet.encode();
    }

    @Benchmark
    public long verifyInPlace() {
        view.moveTo(buffer.clear());
        return view.verify(ChecksumForm.RFC_1071).sid();
    }
}
