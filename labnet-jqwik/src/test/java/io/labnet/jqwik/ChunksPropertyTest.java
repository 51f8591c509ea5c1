// SPDX-License-Identifier: Apache-2.0
package io.labnet.jqwik;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.testkit.Chunks;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ChunksPropertyTest {
    @Property
    void ofSize_joinsToTheBytes(@ForAll byte[] bytes, @ForAll @IntRange(min = 1, max = 300) int size) {
        List<byte[]> pieces = Chunks.ofSize(bytes, size);
        assertThat(Chunks.join(pieces)).isEqualTo(bytes);
        assertThat(pieces).allSatisfy(piece -> assertThat(piece).hasSizeBetween(1, size));
        assertThat(pieces).hasSize((bytes.length + size - 1) / size);
    }

    @Property
    void random_joinsToTheBytes(@ForAll byte[] bytes, @ForAll long seed) {
        List<byte[]> pieces = Chunks.random(bytes, new Random(seed));
        assertThat(Chunks.join(pieces)).isEqualTo(bytes);
        assertThat(pieces).allSatisfy(piece -> assertThat(piece).isNotEmpty());
    }

    @Property
    void chunksOf_joinsToTheBytes(@ForAll("splitCounts") List<byte[]> pieces) {
        byte[] bytes = Chunks.join(pieces);
        assertThat(pieces).allSatisfy(piece -> assertThat(piece).isNotEmpty());
        for (int i = 0; i < bytes.length; i++) {
            assertThat(bytes[i]).isEqualTo((byte) i);
        }
    }

    @Property(tries = 20)
    void chunksOf_splitsInManyWays(@ForAll Random random) {
        long ways = ChunkArbitraries.chunksOf(new byte[30]).generator(1000).stream(random)
                .limit(200)
                .map(shrinkable -> shrinkable.value().size())
                .distinct()
                .count();
        assertThat(ways).isGreaterThan(5);
    }

    /** Arrays that count from 0, split at random. */
    @Provide
    Arbitrary<List<byte[]>> splitCounts() {
        Arbitrary<byte[]> counting = Arbitraries.integers().between(0, 100).map(length -> {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) i;
            }
            return bytes;
        });
        return ChunkArbitraries.chunksOf(counting);
    }
}
