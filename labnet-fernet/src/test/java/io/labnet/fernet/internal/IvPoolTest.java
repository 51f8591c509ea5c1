// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IvPoolTest {
    @Test
    void next_givesTheBytesOfTheSourceInTurn() {
        Random source = new Random(3);
        IvPool pool = new IvPool(new Random(3));
        byte[] drawn = new byte[4096];
        byte[] given = new byte[4096];
        for (int round = 0; round < 3; round++) {
            source.nextBytes(drawn);
            for (int at = 0; at < given.length; at += 16) {
                pool.next(given, at);
            }

            assertThat(given).isEqualTo(drawn);
        }
    }

    @Test
    void next_writesSixteenBytesOnly() {
        byte[] out = new byte[32];
        new IvPool(new Random(4)).next(out, 9);

        assertThat(out).startsWith(new byte[9]).endsWith(new byte[7]);
    }

    @Test
    void next_repeatsNothing() {
        IvPool pool = new IvPool(new SecureRandom());
        Set<String> ivs = new HashSet<>();
        byte[] iv = new byte[16];
        for (int i = 0; i < 1000; i++) {
            pool.next(iv, 0);
            ivs.add(HexFormat.of().formatHex(iv));
        }

        assertThat(ivs).hasSize(1000);
    }

    @Test
    void of_refusesAVectorOfAnotherSize() {
        assertThatIllegalStateException()
                .isThrownBy(() -> IvSource.of(() -> new byte[15]).next(new byte[16], 0))
                .withMessage("the source of initialization vectors gave 15 bytes, not 16");
    }
}
