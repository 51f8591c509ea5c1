// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IvPoolTest {
    @Test
    void next_returnsBytesOfSourceInOrder() {
        Random source = new Random(3);
        IvPool pool = new IvPool(new Random(3));
        byte[] drawn = new byte[4096];
        byte[] given = new byte[4096];
        for (int round = 0; round < 3; round++) {
            source.nextBytes(drawn);
            for (int at = 0; at < given.length; at += 16) {
                System.arraycopy(pool.next(), 0, given, at, 16);
            }

            assertThat(given).isEqualTo(drawn);
        }
    }
}
