// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XorCipherTest {
    /** From the documented exchange. */
    @Test
    void apply_givesTheDocumentedBytes() {
        byte[] encrypted = HexFormat.of().parseHex("1c1709091b5e452e353b3631541c0011031d170e541e0407544055574453");

        assertThat(new String(XorCipher.of("tree").apply(encrypted), US_ASCII))
                .isEqualTo("hello, KAIST network lab 2020!");
    }

    @Test
    void apply_doesNotChangeArgument() {
        byte[] bytes = {1, 2, 3};
        XorCipher.of("k").apply(bytes);

        assertThat(bytes).containsExactly(1, 2, 3);
    }

    @Test
    void key_isCopiedAndNotInToString() {
        byte[] key = {'t', 'r', 'e', 'e'};
        XorCipher cipher = XorCipher.of(key);
        key[0] = 0;

        assertThat(cipher.apply(new byte[4])).asString(US_ASCII).isEqualTo("tree");
        assertThat(cipher.toString()).isEqualTo("XorCipher[key of 4 bytes]");
    }

    @Test
    void of_emptyKey_throws() {
        assertThatThrownBy(() -> XorCipher.of("")).hasMessage("the key is empty");
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, 0", "0, 6, 0", "5, 1, 0", "3, 2147483647, 0"})
    void applyInPlace_outsideArray_throws(int offset, int length, long streamOffset) {
        assertThatThrownBy(() -> XorCipher.of("k").applyInPlace(new byte[5], offset, length, streamOffset))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void applyInPlace_negativeStreamOffset_throws() {
        assertThatThrownBy(() -> XorCipher.of("k").applyInPlace(new byte[5], 0, 5, -1))
                .hasMessage("streamOffset -1 is negative");
    }
}
