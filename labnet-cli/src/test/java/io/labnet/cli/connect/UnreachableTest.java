// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class UnreachableTest {
    @Test
    void reason_keepsTheAddressesThatWereTried() {
        IOException refused = new ConnectException("Connection refused (tried 127.0.0.2, 127.0.0.1)");

        assertThat(Unreachable.reason(refused)).isEqualTo("no server listens there (tried 127.0.0.2, 127.0.0.1)");
    }

    @Test
    void reason_otherFailure_isMessageOfSystem() {
        assertThat(Unreachable.reason(new ConnectException("Connection refused: connect")))
                .isEqualTo("no server listens there");
        assertThat(Unreachable.reason(new SocketTimeoutException("Connect timed out")))
                .isEqualTo("Connect timed out");
    }
}
