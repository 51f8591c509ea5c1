// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.store.SqliteAddress.BusyRetry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BusyRetryTest {
    @Test
    void callback_beforeDeadline_retries() {
        assertThat(new BusyRetry(Duration.ofMinutes(1)).callback(0)).isOne();
    }

    /** Earlier waits of the transaction, for a connection or a lock, count too. */
    @Test
    void callback_afterDeadline_givesUpImmediately() {
        assertThat(new BusyRetry(Duration.ofMillis(-1)).callback(0)).isZero();
    }
}
