// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class XorCipherPropertyTest {
    @Property
    void apply_combinesEachByteWithItsByteOfTheKey(
            @ForAll @Size(min = 1, max = 20) byte[] key,
            @ForAll @Size(max = 100) byte[] bytes,
            @ForAll @LongRange(max = Long.MAX_VALUE - 200) long streamOffset) {
        byte[] expected = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            expected[i] = (byte) (bytes[i] ^ key[(int) ((streamOffset + i) % key.length)]);
        }

        assertThat(XorCipher.of(key).apply(bytes, streamOffset)).isEqualTo(expected);
    }

    @Property
    void applyInPlace_changesNothingElse(
            @ForAll @Size(min = 1, max = 20) byte[] key,
            @ForAll @Size(max = 100) byte[] bytes,
            @ForAll @IntRange(max = 40) int before,
            @ForAll @IntRange(max = 40) int after) {
        byte[] array = new byte[before + bytes.length + after];
        System.arraycopy(bytes, 0, array, before, bytes.length);
        XorCipher.of(key).applyInPlace(array, before, bytes.length, 3);

        assertThat(Arrays.copyOfRange(array, before, before + bytes.length))
                .isEqualTo(XorCipher.of(key).apply(bytes, 3));
        assertThat(Arrays.copyOf(array, before)).isEqualTo(new byte[before]);
        assertThat(Arrays.copyOfRange(array, before + bytes.length, array.length))
                .isEqualTo(new byte[after]);
    }

    @Property
    void apply_inPartsIsApplyOfTheWhole(
            @ForAll @Size(min = 1, max = 20) byte[] key,
            @ForAll @Size(max = 200) byte[] bytes,
            @ForAll @IntRange(max = 200) int cut) {
        int point = Math.min(cut, bytes.length);
        byte[] inParts = bytes.clone();
        XorCipher.of(key).applyInPlace(inParts, 0, point, 0);
        XorCipher.of(key).applyInPlace(inParts, point, bytes.length - point, point);

        assertThat(inParts).isEqualTo(XorCipher.of(key).apply(bytes));
    }

    @Property
    void apply_twiceGivesTheBytesAgain(
            @ForAll @Size(min = 1, max = 20) byte[] key, @ForAll @Size(max = 100) byte[] bytes) {
        XorCipher cipher = XorCipher.of(key);

        assertThat(cipher.apply(cipher.apply(bytes))).isEqualTo(bytes);
    }
}
