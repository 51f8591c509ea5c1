// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.Test;

class RegisterThreadsTest {
    @Test
    void firstThread_isThereBeforeTheFirstScore() {
        assertThat(RegisterThreads.start()).isInstanceOfSatisfying(ThreadPoolExecutor.class, threads -> {
            try {
                assertThat(threads.getPoolSize()).isOne();
                assertThat(threads.allowsCoreThreadTimeOut()).isFalse();
            } finally {
                threads.shutdownNow();
            }
        });
    }
}
