// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class InternetChecksumPropertyTest {
    @Property
    void of_isThatOfAWordByWordSum(@ForAll @Size(max = 300) byte[] bytes) {
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
    void update_isTheSameInPieces(@ForAll @Size(max = 20) List<@Size(max = 30) byte[]> pieces) {
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

    @Property
    void updated_isTheChecksumOfTheChangedMessage(
            @ForAll @Size(min = 2, max = 100) byte[] bytes,
            @ForAll @IntRange(max = 49) int word,
            @ForAll @IntRange(max = 0xffff) int after) {
        int at = word % (bytes.length / 2) * 2;
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).putShort(at, (short) after);
        int before = ByteBuffer.wrap(bytes).getShort(at) & 0xffff;

        int updated = InternetChecksum.updated(naive(bytes), before, after);

        // Zero has two forms. A sum of words that are not all zero never gives ffff, and so does RFC 1624.
        boolean zeros = naive(changed) == 0xffff;
        assertThat(updated).isEqualTo(zeros ? updated & 0xffff : naive(changed));
        assertThat(updated % 0xffff).isEqualTo(naive(changed) % 0xffff);
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
