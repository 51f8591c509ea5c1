// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.crds;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteArraySink;
import io.labnet.crds.CrdsCommand;
import io.labnet.crds.CrdsCommand.DeleteRoom;
import io.labnet.crds.CrdsCommand.FindRoom;
import io.labnet.crds.CrdsCommand.GetDirectory;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.CrdsCommandDecoder;
import io.labnet.crds.Room;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * Decodes and encodes each command. For comparison, {@link #readUnchecked} reads the fields from a stream without any
 * check.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CrdsCodecBenchmark {
    private static final Map<String, CrdsCommand> COMMANDS = Map.of(
            "getdir", new GetDirectory(),
            "makeroom", new MakeRoom(new Room("room1", "239.0.0.10", 5000)),
            "deleteroom", new DeleteRoom("room1"),
            "chat", new FindRoom("room1"));

    @Param({"getdir", "makeroom", "deleteroom", "chat"})
    public String kind = "";

    private final CrdsCommandDecoder decoder = new CrdsCommandDecoder();
    private final ByteArraySink sink = new ByteArraySink();
    private CrdsCommand command = new GetDirectory();
    private byte[] bytes = {};

    @Setup
    public void encodeOnce() {
        command = Objects.requireNonNull(COMMANDS.get(kind), kind);
        bytes = command.encode();
    }

    @Benchmark
    public @Nullable CrdsCommand decode() {
        return decoder.decode(ByteBuffer.wrap(bytes), Boundary.MORE);
    }

    @Benchmark
    public int encode() {
        sink.truncate(0);
        command.writeTo(sink);
        return sink.size();
    }

    @Benchmark
    public List<String> readUnchecked() throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int code = in.readUnsignedByte();
        List<String> fields = new ArrayList<>();
        int count = code == 1 ? 0 : code == 2 ? 3 : 1;
        for (int i = 0; i < count; i++) {
            byte[] field = new byte[in.readUnsignedByte()];
            in.readFully(field);
            fields.add(new String(field, StandardCharsets.UTF_8));
        }
        return fields;
    }
}
