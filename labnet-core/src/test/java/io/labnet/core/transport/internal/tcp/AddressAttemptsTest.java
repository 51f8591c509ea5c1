// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressAttemptsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(12);
    private static final String REFUSED = "Connection refused";
    private static final String LATE = "Connect timed out";

    /** The tried addresses with their timeouts. */
    private final List<String> tried = new ArrayList<>();

    private long now = 1_000_000_007;

    @Test
    void connect_addressRefuses_triesNext() throws IOException {
        assertThat(connect("pair", Map.of("127.0.0.2", REFUSED), "127.0.0.2", "127.0.0.1", "127.0.0.3"))
                .isEqualTo("127.0.0.1");
        assertThat(tried).containsExactly("127.0.0.2 for 4 s", "127.0.0.1 for 6 s");
    }

    @Test
    void connect_silentAddress_leavesTimeForNext() throws IOException {
        Map<String, String> failures = Map.of("10.0.0.1", LATE, "10.0.0.2", REFUSED);

        assertThat(connect("pair", failures, "10.0.0.1", "10.0.0.2", "10.0.0.3"))
                .isEqualTo("10.0.0.3");
        assertThat(tried).containsExactly("10.0.0.1 for 4 s", "10.0.0.2 for 4 s", "10.0.0.3 for 8 s");
    }

    @Test
    void connect_allRefuse_listsAddresses() {
        Map<String, String> failures = Map.of("127.0.0.2", REFUSED, "127.0.0.1", REFUSED);

        assertThatThrownBy(() -> connect("pair", failures, "127.0.0.2", "127.0.0.1"))
                .isInstanceOf(ConnectException.class)
                .hasMessage("Connection refused (tried 127.0.0.2, 127.0.0.1)");
    }

    @Test
    void connect_differentFailures_listsReasons() {
        Map<String, String> failures = Map.of("0:0:0:0:0:0:0:1", LATE, "127.0.0.1", REFUSED);

        assertThatThrownBy(() -> connect("pair", failures, "::1", "127.0.0.1"))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("tried 0:0:0:0:0:0:0:1 (Connect timed out), 127.0.0.1 (Connection refused)");
    }

    @Test
    void connect_singleAddressOfName_isNamed() {
        assertThatThrownBy(() -> connect("one", Map.of("127.0.0.1", REFUSED), "127.0.0.1"))
                .hasMessage("Connection refused (tried 127.0.0.1)");
    }

    @Test
    void connect_addressLiteral_messageIsUnchanged() {
        assertThatThrownBy(() -> connect("127.0.0.1", Map.of("127.0.0.1", REFUSED), "127.0.0.1"))
                .isInstanceOf(ConnectException.class)
                .hasMessage(REFUSED);
        assertThat(tried).containsExactly("127.0.0.1 for 12 s");
    }

    private String connect(String host, Map<String, String> failures, String... literals) throws IOException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : literals) {
            addresses.add(InetAddress.getByName(literal));
        }
        return new AddressAttempts(host, addresses, () -> now).connect(TIMEOUT, (address, timeout) -> {
            tried.add(address.getHostAddress() + " for " + timeout.toSeconds() + " s");
            String failure = failures.get(address.getHostAddress());
            if (failure == null) {
                return address.getHostAddress();
            }
            if (failure.equals(LATE)) {
                now += timeout.toNanos();
                throw new SocketTimeoutException(failure);
            }
            throw new ConnectException(failure);
        });
    }
}
