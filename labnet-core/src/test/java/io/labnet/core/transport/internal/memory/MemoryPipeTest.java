// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.Boundary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MemoryPipeTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final MemoryPipe pipe = new MemoryPipe(4);
    private final ByteBuffer in = ByteBuffer.allocate(10);

    @Test
    void write_beyondCapacity_writesWhatFits() throws IOException {
        assertThat(write("abcdef")).isEqualTo(4);
        assertThat(write("x")).isZero();
        assertThat(pipe.writable()).isFalse();
        assertThat(read(3)).isEqualTo("abc");
        assertThat(pipe.writable()).isTrue();
        assertThat(write("xyz!")).isEqualTo(3);
        assertThat(read(10)).isEqualTo("dxyz");
    }

    @Test
    void read_empty_returnsNoBytes() throws IOException {
        assertThat(pipe.readable()).isFalse();
        assertThat(pipe.read(in)).isEqualTo(Boundary.MORE);
        assertThat(in.position()).isZero();
    }

    @Test
    void readWaiting_nothingArrives_timesOut() {
        assertThatThrownBy(() -> pipe.readWaiting(in, Duration.ofMillis(1)))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("1 ms");
    }

    @Test
    void end_isReadAfterWrittenBytes() throws IOException {
        write("ab");
        pipe.end();
        assertThat(read(10)).isEqualTo("ab");
        assertThat(pipe.read(in)).isEqualTo(Boundary.END);
        assertThat(pipe.read(in)).isEqualTo(Boundary.END);
        assertThatThrownBy(() -> write("c")).isInstanceOf(SocketException.class).hasMessageContaining("finished");
        assertThatThrownBy(pipe::pause).isInstanceOf(SocketException.class);
    }

    @Test
    void pause_isReadBetweenBytes() throws IOException {
        write("a");
        pipe.pause();
        write("b");
        assertThat(read(10)).isEqualTo("a");
        assertThat(pipe.read(in)).isEqualTo(Boundary.PAUSE);
        assertThat(read(10)).isEqualTo("b");
    }

    @Test
    void pause_repeated_isReadOnce() throws IOException {
        pipe.pause();
        assertThat(pipe.readable()).as("a pause after nothing").isFalse();
        write("a");
        for (int i = 0; i < 1000; i++) {
            pipe.pause();
        }
        pipe.end();
        assertThat(read(10)).isEqualTo("a");
        assertThat(pipe.read(in)).isEqualTo(Boundary.PAUSE);
        assertThat(pipe.read(in)).isEqualTo(Boundary.END);
    }

    @Test
    void leave_writerFailsAndUnreadBytesAreReported() throws IOException {
        assertThat(new MemoryPipe(4).leave()).isFalse();
        write("ab");
        assertThat(pipe.leave()).isTrue();
        assertThat(pipe.leave()).isFalse();
        assertThatThrownBy(() -> write("c")).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> pipe.read(in)).isInstanceOf(SocketException.class);
    }

    @Test
    void reset_discardsUnreadBytes() throws IOException {
        write("ab");
        pipe.reset();
        assertThat(pipe.readable()).isTrue();
        assertThat(pipe.writable()).isTrue();
        assertThatThrownBy(() -> pipe.read(in))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        assertThatThrownBy(() -> write("c")).isInstanceOf(SocketException.class).hasMessageContaining("reset");
    }

    @Test
    void reader_isWokenByBytes() throws Exception {
        CompletableFuture<Boundary> reading = later(() -> pipe.readWaiting(in, PATIENCE));
        write("a");
        assertThat(reading.get()).isEqualTo(Boundary.MORE);
        assertThat(in.position()).isOne();
    }

    @Test
    void reader_isWokenByTheEnd() throws Exception {
        CompletableFuture<Boundary> reading = later(() -> pipe.readWaiting(in, PATIENCE));
        pipe.end();
        assertThat(reading.get()).isEqualTo(Boundary.END);
    }

    @Test
    void reader_isWokenByResetAndByLeave() {
        for (Consumer<MemoryPipe> end : List.<Consumer<MemoryPipe>>of(MemoryPipe::reset, MemoryPipe::leave)) {
            MemoryPipe other = new MemoryPipe(4);
            CompletableFuture<Boundary> reading = later(() -> other.readWaiting(ByteBuffer.allocate(1), PATIENCE));
            end.accept(other);
            assertThatThrownBy(reading::get).hasRootCauseInstanceOf(SocketException.class);
        }
    }

    @Test
    void writer_isWokenByLeaveAndByEnd() {
        for (Consumer<MemoryPipe> end : List.<Consumer<MemoryPipe>>of(MemoryPipe::leave, MemoryPipe::end)) {
            MemoryPipe other = new MemoryPipe(4);
            CompletableFuture<Boundary> writing = later(() -> {
                other.writeWaiting(bytes("0123456789"));
                return Boundary.END;
            });
            end.accept(other);
            assertThatThrownBy(writing::get).hasRootCauseInstanceOf(SocketException.class);
        }
    }

    @Test
    void reader_interrupted_failsAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pipe.readWaiting(in, PATIENCE)).isInstanceOf(SocketException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void writer_isWokenBySpace() throws Exception {
        CompletableFuture<Boundary> writing = later(() -> {
            pipe.writeWaiting(bytes("0123456789"));
            return Boundary.END;
        });
        StringBuilder got = new StringBuilder();
        while (got.length() < 10) {
            pipe.readWaiting(in.clear(), PATIENCE);
            got.append(text());
        }
        assertThat(got).hasToString("0123456789");
        assertThat(writing.get()).isEqualTo(Boundary.END);
    }

    @Test
    void everyChange_notifiesLoop() throws IOException {
        AtomicInteger events = new AtomicInteger();
        pipe.atReader(events::incrementAndGet);
        write("a");
        assertThat(events).hasValue(1);
        pipe.pause();
        assertThat(events).hasValue(2);
        read(1);
        assertThat(events).hasValue(3);
        pipe.end();
        assertThat(events).hasValue(4);
        pipe.leave();
        assertThat(events).hasValue(5);
        pipe.reset();
        assertThat(events).hasValue(6);
    }

    private interface Step {
        Boundary run() throws IOException;
    }

    private static CompletableFuture<Boundary> later(Step step) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return step.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private int write(String text) throws IOException {
        return pipe.write(bytes(text));
    }

    private String read(int most) throws IOException {
        pipe.read(in.clear().limit(most));
        return text();
    }

    private String text() {
        return StandardCharsets.US_ASCII.decode(in.flip()).toString();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
