// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pkcs7Test {
    @Test
    void unpaddedLength_findsWhatPadWrote() {
        for (int length = 0; length <= 64; length++) {
            byte[] padded = new byte[Pkcs7.paddedLength(length)];
            Pkcs7.pad(padded, length, padded.length);

            assertThat(padded.length % 16).isZero();
            assertThat(padded.length - length).isBetween(1, 16);
            assertThat(Pkcs7.unpaddedLength(padded)).isEqualTo(length);
        }
    }

    @Test
    void unpaddedLength_refusesEveryWrongByteOfEveryPadding() {
        for (int padding = 2; padding <= 16; padding++) {
            for (int wrong = 2; wrong <= padding; wrong++) {
                byte[] block = new byte[16];
                Pkcs7.pad(block, 16 - padding, 16);
                block[16 - wrong] ^= 1;

                assertThat(Pkcs7.unpaddedLength(block))
                        .as("padding of %s, wrong at %s from its end", padding, wrong)
                        .isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 17, 18, 31, 32, 127, 128, 129, 240, 254, 255})
    void unpaddedLength_refusesWhatIsNoLengthOfAPadding(int value) {
        byte[] blocks = new byte[512];
        Arrays.fill(blocks, (byte) value);

        assertThat(Pkcs7.unpaddedLength(blocks)).isEqualTo(-1);
    }

    @Test
    void unpaddedLength_doesNotLookBeforeThePadding() {
        byte[] block = {9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 3, 3, 3, 3};

        assertThat(Pkcs7.unpaddedLength(block)).isEqualTo(13);
    }
}
