// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class InternetChecksumPropertyTest {
    @Property
    void of_anyBytes_equalsNaiveSum(@ForAll @Size(max = 300) byte[] bytes) {
        assertThat(InternetChecksum.of(bytes)).isEqualTo(naive(bytes));
    }

    @Property
    void of_isTheSameForEveryPartOfEveryKindOfBuffer(
            @ForAll @Size(max = 100) byte[] before, @ForAll @Size(max = 100) byte[] bytes) {
        ByteBuffer direct = ByteBuffer.allocateDirect(before.length + bytes.length + 1)
                .put(before)
                .put(bytes);
        byte[] array = new byte[direct.capacity()];
        direct.duplicate().clear().get(array);
        ByteBuffer slice = ByteBuffer.wrap(array, before.length, bytes.length).slice();

        assertThat(List.of(
                        InternetChecksum.of(array, before.length, bytes.length),
                        InternetChecksum.of(direct, before.length, bytes.length),
                        InternetChecksum.of(direct.asReadOnlyBuffer()
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .flip()
                                .position(before.length)),
                        InternetChecksum.of(slice),
                        InternetChecksum.of(slice.asReadOnlyBuffer())))
                .containsOnly(naive(bytes));
    }

    @Property
    void update_inPieces_equalsChecksumOfWhole(@ForAll @Size(max = 20) List<@Size(max = 30) byte[]> pieces) {
        InternetChecksum checksum = new InternetChecksum();
        ByteBuffer whole = ByteBuffer.allocate(600);
        for (byte[] piece : pieces) {
            whole.put(piece);
            if (piece.length % 3 == 0) {
                checksum.update(ByteBuffer.wrap(piece).asReadOnlyBuffer());
            } else {
                checksum.update(piece);
            }
            assertThat(checksum.value()).isEqualTo(naive(Arrays.copyOf(whole.array(), whole.position())));
        }
    }

    /** Few and small words, so that some messages are all zero or sum to ffff. */
    @Property
    void updated_isTheChecksumOfTheChangedMessage(
            @ForAll("messages") List<Integer> words, @ForAll @IntRange(max = 4) int word, @ForAll("words") int after) {
        int at = word % words.size();
        List<Integer> changed = new ArrayList<>(words);
        int before = changed.set(at, after);

        int updated = InternetChecksum.updated(InternetChecksum.of(bytes(words)), before, after);

        boolean onlyZerosLeft = before != after && changed.stream().allMatch(zero -> zero == 0);
        assertThat(updated).isEqualTo(onlyZerosLeft ? 0 : InternetChecksum.of(bytes(changed)));
        changed.add(updated);
        assertThat(InternetChecksum.of(bytes(changed))).isEqualTo(onlyZerosLeft ? 0xffff : 0);
    }

    @Provide
    Arbitrary<Integer> words() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(0, 1, 2, 0xfffe, 0xffff)),
                Tuple.of(1, Arbitraries.integers().between(0, 0xffff)));
    }

    @Provide
    Arbitrary<List<Integer>> messages() {
        return words().list().ofMinSize(1).ofMaxSize(5);
    }

    private static byte[] bytes(List<Integer> words) {
        ByteBuffer bytes = ByteBuffer.allocate(words.size() * Short.BYTES);
        words.forEach(word -> bytes.putShort(word.shortValue()));
        return bytes.array();
    }

    private static int naive(byte[] bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.length; i += 2) {
            sum += (bytes[i] & 0xff) << 8;
            sum += i + 1 < bytes.length ? bytes[i + 1] & 0xff : 0;
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return ~sum & 0xffff;
    }
}
