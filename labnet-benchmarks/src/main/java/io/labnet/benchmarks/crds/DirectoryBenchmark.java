// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.crds;

import io.labnet.core.codec.Boundary;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.crds.Room;
import io.labnet.crds.RoomAddress;
import io.labnet.crds.directory.CreateResult;
import io.labnet.crds.directory.DirectoryRules;
import io.labnet.crds.directory.ListingSnapshot;
import io.labnet.crds.directory.MemoryRoomDirectory;
import io.labnet.crds.server.CrdsListener;
import io.labnet.crds.server.CrdsService;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
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
 * Measures directories of three sizes: a thousand, ten thousand and a million rooms. The time of every operation except
 * reading the listing should be independent of the number of rooms. For comparison, one method writes the whole listing
 * anew from a map of rooms, as a simple server would for each request.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DirectoryBenchmark {
    private static final Room EXTRA = new Room("one more", "239.255.255.255", 5000);

    /**
     * The distance in the listing from the room that one call uses to the room that the next call uses. It is coprime
     * to all three numbers of rooms, so every room is visited. It is large, so successive rooms are far apart.
     */
    private static final int STRIDE = 7919;

    @Param({"1000", "10000", "1000000"})
    public int rooms;

    private final MemoryRoomDirectory directory = new MemoryRoomDirectory(new DirectoryRules(2_000_000, false));
    private final CrdsService service = new CrdsService(directory, CrdsListener.SILENT);
    private final Map<String, Room> peer = new LinkedHashMap<>();
    private int next;

    @Setup
    public void fill() {
        for (int i = 0; i < rooms; i++) {
            directory.create(room(i));
            peer.put(room(i).name(), room(i));
        }
    }

    @Benchmark
    public @Nullable RoomAddress find() {
        next = (next + STRIDE) % rooms;
        return directory.find("room" + next);
    }

    @Benchmark
    public boolean createAndDelete() {
        return directory.create(EXTRA) == CreateResult.CREATED && directory.delete(EXTRA.name());
    }

    /** Deletes a room anywhere in the listing, then creates it again, which puts it at the end of the listing. */
    @Benchmark
    public CreateResult deleteAndCreateAnywhere() {
        next = (next + STRIDE) % rooms;
        Room room = room(next);
        directory.delete(room.name());
        return directory.create(room);
    }

    @Benchmark
    public long takeListing() {
        return directory.listing().byteLength();
    }

    @Benchmark
    public long takeListingAfterAChange() {
        createAndDelete();
        return directory.listing().byteLength();
    }

    @Benchmark
    public long readListing() throws IOException {
        ListingSnapshot listing = directory.listing();
        long bytes = 0;
        for (ByteBuffer piece = listing.next(); piece != null; piece = listing.next()) {
            bytes += piece.remaining();
        }
        return bytes;
    }

    /** Runs a whole conversation without a socket, until the last byte of the listing is sent. */
    @Benchmark
    public long getdir() {
        ByteSession session = service.apply(new Peer("127.0.0.1", 1));
        session.open(64 * 1024);
        session.receive(ByteBuffer.wrap(new byte[] {1}), Boundary.MORE);
        long bytes = 0;
        for (int unsent = session.unsent().remaining();
                unsent > 0;
                unsent = session.unsent().remaining()) {
            bytes += unsent;
            session.sent(unsent);
        }
        session.disconnected(null);
        return bytes;
    }

    @Benchmark
    public byte[] peerWritesListingAnew() {
        StringBuilder lines = new StringBuilder();
        for (Room room : peer.values()) {
            lines.append(room.name())
                    .append(": ")
                    .append(room.group())
                    .append(':')
                    .append(room.port())
                    .append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Room room(int i) {
        return new Room("room" + i, "239." + (i >> 16) + "." + (i >> 8 & 0xff) + "." + (i & 0xff), 5000);
    }
}
