// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The cost of buffering a message that arrives in small pieces. */
class ReceiveBufferTest {
    private static final int LARGEST = 1 << 20;

    private ByteBuffer kept = ByteBuffer.allocate(0);
    private long copied;
    private byte added;
    private byte taken;

    @Test
    void append_growingMessage_copiesEachByteLessThanTwice() {
        for (int length = 0; length < LARGEST; length += 64) {
            append(64);
        }
        assertThat(kept.remaining()).isEqualTo(LARGEST);
        assertThat(copied).isLessThan(2 * LARGEST);
        take(LARGEST);
    }

    @Test
    void append_capacity_isAtMostLargestMessage() {
        for (int length = 0; length < LARGEST; length += 1 << 16) {
            append(1 << 16);
            assertThat(kept.capacity()).isLessThanOrEqualTo(LARGEST);
        }
        append(100);
        assertThat(kept.capacity()).isEqualTo(LARGEST + 100);
    }

    /** The buffer is never empty, because the peer is always slightly ahead. It must not grow. */
    @Test
    void append_smallReads_copyEachByteRarely() {
        append(100_000);
        for (int i = 0; i < 1_000_000; i++) {
            take(1);
            append(1);
        }
        assertThat(copied).isLessThan(2_000_000);
        assertThat(kept.capacity()).isLessThanOrEqualTo(200_002);
    }

    @Test
    void append_betweenReads_keepsOrder() {
        Random random = new Random(7);
        long total = 0;
        for (int i = 0; i < 20_000; i++) {
            int length = random.nextInt(random.nextInt(10) == 0 ? 3000 : 30);
            total += length;
            append(length);
            take(Math.min(kept.remaining(), random.nextInt(400)));
        }
        assertThat(copied).isLessThan(3 * total);
        take(kept.remaining());
    }

    @Test
    void shrink_mostlyConsumed_releasesMemory() {
        append(10_000);
        take(9_000);
        kept = ReceiveBuffer.shrink(kept);
        assertThat(kept.capacity()).isEqualTo(1_000);
        take(1_000);
    }

    @Test
    void shrink_smallOrMostlyUnread_keepsBuffer() {
        append(200);
        take(199);
        assertThat(ReceiveBuffer.shrink(kept)).isSameAs(kept);
        append(10_000);
        take(7_000);
        assertThat(ReceiveBuffer.shrink(kept)).isSameAs(kept);
    }

    /** With quadratic time, this test would take hours. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void receive_largeMessageInSmallPieces_takesLinearTime() {
        int size = 32 << 20;
        RecordingSession session = new RecordingSession();
        ManualConversation driven = ManualConversation.opened(
                (in, boundary) -> in.remaining() < size
                        ? null
                        : "of " + ToyProtocols.take(in, size).length(),
                size,
                session);
        ByteBuffer piece = ByteBuffer.allocate(64);
        for (int length = 0; length < size; length += piece.capacity()) {
            driven.conversation.receive(piece.clear(), Boundary.MORE);
        }
        assertThat(session.events).containsExactly("received of " + size);
    }

    @SuppressWarnings("ReferenceEquality") // Compares identity, to detect a new buffer.
    private void append(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = added++;
        }
        ByteBuffer before = kept;
        int start = kept.position();
        int moved = kept.remaining();
        kept = ReceiveBuffer.append(before, ByteBuffer.wrap(bytes), LARGEST);
        copied += kept == before && kept.position() == start ? 0 : moved;
    }

    private void take(int length) {
        for (int i = 0; i < length; i++) {
            if (kept.get() != taken++) {
                throw new AssertionError("byte " + (kept.position() - 1) + " of the buffer is another one");
            }
        }
    }
}
