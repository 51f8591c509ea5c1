// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunksTest {
    private static final byte[] BYTES = {1, 2, 3, 4, 5};

    @Test
    void ofSize_lastPieceIsShorter() {
        assertThat(Chunks.ofSize(BYTES, 2)).containsExactly(new byte[] {1, 2}, new byte[] {3, 4}, new byte[] {5});
        assertThat(Chunks.ofSize(BYTES, 5)).containsExactly(BYTES);
        assertThat(Chunks.ofSize(BYTES, Integer.MAX_VALUE)).containsExactly(BYTES);
        assertThat(Chunks.ofSize(new byte[0], 1)).isEmpty();
    }

    @Test
    void ofSize_rejectsSizeBelowOne() {
        assertThatThrownBy(() -> Chunks.ofSize(BYTES, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("size 0");
    }

    @Test
    void splitAt_splitsAtEveryPoint() {
        assertThat(Chunks.splitAt(BYTES)).containsExactly(BYTES);
        assertThat(Chunks.splitAt(BYTES, 0, 2, 2, 5))
                .containsExactly(new byte[0], new byte[] {1, 2}, new byte[0], new byte[] {3, 4, 5}, new byte[0]);
    }

    @Test
    void splitAt_rejectsPointsThatAreNotAscendingOrOutside() {
        assertThatThrownBy(() -> Chunks.splitAt(BYTES, 3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Chunks.splitAt(BYTES, 6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Chunks.splitAt(BYTES, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void random_givesTheSameForTheSameSeed() {
        byte[] bytes = new byte[1000];
        assertThat(sizes(bytes, 1)).isEqualTo(sizes(bytes, 1)).isNotEqualTo(sizes(bytes, 2));
        assertThat(Chunks.random(new byte[0], new Random(1))).isEmpty();
    }

    @Test
    void join_concatenatesPieces() {
        assertThat(Chunks.join(List.of(new byte[] {1}, new byte[0], new byte[] {2, 3})))
                .containsExactly(1, 2, 3);
        assertThat(Chunks.join(List.of())).isEmpty();
    }

    private static List<Integer> sizes(byte[] bytes, long seed) {
        return Chunks.random(bytes, new Random(seed)).stream()
                .map(piece -> piece.length)
                .toList();
    }
}
