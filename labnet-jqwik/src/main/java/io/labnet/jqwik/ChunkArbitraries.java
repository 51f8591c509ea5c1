// SPDX-License-Identifier: Apache-2.0
package io.labnet.jqwik;

import io.labnet.testkit.Chunks;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Arbitraries of bytes split into pieces, for jqwik properties. Failures shrink towards fewer splits. */
public final class ChunkArbitraries {
    private ChunkArbitraries() {}

    /**
     * Generates ways of splitting bytes into non-empty pieces.
     *
     * @param bytes the bytes; not changed
     * @return the pieces in order; no pieces if there are no bytes
     */
    public static Arbitrary<List<byte[]>> chunksOf(byte[] bytes) {
        if (bytes.length < 2) {
            return Arbitraries.just(Chunks.ofSize(bytes, 1));
        }
        return Arbitraries.integers()
                .between(1, bytes.length - 1)
                .set()
                .map(points -> Chunks.splitAt(
                        bytes,
                        points.stream().mapToInt(Integer::intValue).sorted().toArray()));
    }

    /**
     * Generates bytes and ways of splitting them into non-empty pieces.
     *
     * @param bytes generates the bytes
     * @return the pieces in order; no pieces where there are no bytes
     */
    public static Arbitrary<List<byte[]>> chunksOf(Arbitrary<byte[]> bytes) {
        return bytes.flatMap(ChunkArbitraries::chunksOf);
    }
}
