// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class XorCipherPropertyTest {
    @Property
    void applyInPlace_combinesEachByteWithItsByteOfTheKey_andChangesNothingElse(
            @ForAll @Size(min = 1, max = 20) byte[] key,
            @ForAll @Size(max = 140) byte[] bytes,
            @ForAll @LongRange(max = Long.MAX_VALUE - 200) long streamOffset,
            @ForAll @IntRange(max = 40) int before,
            @ForAll @IntRange(max = 40) int after) {
        int from = Math.min(before, bytes.length);
        int to = Math.max(from, bytes.length - after);
        byte[] expected = bytes.clone();
        for (int i = from; i < to; i++) {
            expected[i] ^= key[(int) ((streamOffset + i - from) % key.length)];
        }
        XorCipher.of(key).applyInPlace(bytes, from, to - from, streamOffset);

        assertThat(bytes).isEqualTo(expected);
    }

    @Property
    void applyInPlace_inParts_equalsWhole(
            @ForAll @Size(min = 1, max = 20) byte[] key,
            @ForAll @Size(max = 200) byte[] bytes,
            @ForAll @IntRange(max = 200) int cut) {
        int point = Math.min(cut, bytes.length);
        byte[] inParts = bytes.clone();
        XorCipher.of(key).applyInPlace(inParts, 0, point, 0);
        XorCipher.of(key).applyInPlace(inParts, point, bytes.length - point, point);

        assertThat(inParts).isEqualTo(XorCipher.of(key).apply(bytes));
    }
}
