// SPDX-License-Identifier: Apache-2.0
package io.labnet.jqwik;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.compute.WordCounter;
import io.labnet.testkit.Chunks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringTokenizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WordCounterPropertyTest {
    @Property
    void runs_equalTheTokensOfATokenizer(@ForAll("pieces") List<byte[]> pieces) {
        String text = new String(Chunks.join(pieces), StandardCharsets.ISO_8859_1);

        assertThat(count(WordCounter.Rule.RUNS, pieces))
                .isEqualTo(new StringTokenizer(text, " \t\n\u000b\f\r").countTokens());
    }

    @Property
    void spaces_equalThePiecesOfSplit(@ForAll("pieces") List<byte[]> pieces) {
        String text = new String(Chunks.join(pieces), StandardCharsets.ISO_8859_1);

        assertThat(count(WordCounter.Rule.SPACES, pieces)).isEqualTo(text.split(" ", -1).length);
    }

    /** Counts every second piece in a direct, read-only buffer. */
    private static long count(WordCounter.Rule rule, List<byte[]> pieces) {
        WordCounter counter = new WordCounter(rule);
        boolean direct = false;
        for (byte[] piece : pieces) {
            if (direct) {
                ByteBuffer buffer =
                        ByteBuffer.allocateDirect(piece.length + 2).position(1).put(piece);
                buffer.limit(piece.length + 1).position(1);
                counter.add(buffer.asReadOnlyBuffer());
            } else {
                counter.add(piece, 0, piece.length);
            }
            direct = !direct;
        }
        return counter.words();
    }

    @Provide
    Arbitrary<List<byte[]>> pieces() {
        // White space, bytes that differ from it in one bit or by one, and any other bytes.
        Arbitrary<Byte> near = Arbitraries.of(
                (byte) ' ',
                (byte) 9,
                (byte) 10,
                (byte) 13,
                (byte) 8,
                (byte) 14,
                (byte) 31,
                (byte) 33,
                (byte) 0xa0,
                (byte) 0x89,
                (byte) 0x8d,
                (byte) 0,
                (byte) 0x7f,
                (byte) 0x80,
                (byte) 0xff,
                (byte) 'x');
        return ChunkArbitraries.chunksOf(Arbitraries.oneOf(List.of(near, Arbitraries.bytes()))
                .array(byte[].class)
                .ofMaxSize(80));
    }
}
