// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.compute.internal.decimal.DecimalNumber;
import io.labnet.compute.server.Calculation.OfFibonacci;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
    private final AnswerCache cache = new AnswerCache(10);

    @Test
    void keep_makesRoomByWhatWasNotAskedForTheLongest() {
        keep(1, 4);
        keep(2, 4);
        cache.find(new OfFibonacci(1));
        keep(3, 4);

        assertThat(cache.find(new OfFibonacci(1))).isNotNull();
        assertThat(cache.find(new OfFibonacci(2))).isNull();
        assertThat(cache.find(new OfFibonacci(3))).isNotNull();
        assertThat(cache.digits()).isEqualTo(8);
    }

    @Test
    void keep_leavesOutWhatIsTooLong() {
        keep(1, 10);
        keep(2, 11);

        assertThat(cache.find(new OfFibonacci(1))).isNotNull();
        assertThat(cache.find(new OfFibonacci(2))).isNull();
        assertThat(cache.digits()).isEqualTo(10);
    }

    @Test
    void keep_makesRoomByAsManyAsItTakes() {
        keep(1, 3);
        keep(2, 3);
        keep(3, 3);
        keep(4, 9);

        assertThat(cache.digits()).isEqualTo(9);
        assertThat(cache.find(new OfFibonacci(4))).isNotNull();
    }

    private void keep(int n, int digits) {
        cache.keep(new OfFibonacci(n), DecimalNumber.of(BigInteger.TEN.pow(digits - 1)));
    }
}
