// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void constructor_portOutOfRange_throws(int port) {
        assertThatThrownBy(() -> new Endpoint("localhost", port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(port))
                .hasMessageContaining("65535");
    }

    @Test
    void constructor_acceptsEveryPort() {
        assertThat(new Endpoint("localhost", 0).port()).isZero();
        assertThat(new Endpoint("localhost", 65_535).port()).isEqualTo(65_535);
    }

    @Test
    void loopback_hasLoopbackAddress() {
        assertThat(Endpoint.loopback(8000)).isEqualTo(new Endpoint("127.0.0.1", 8000));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1:80",
        "localhost, localhost:80",
        "::1, [::1]:80",
        "fe80::1%eth0, [fe80::1%eth0]:80",
    })
    void toString_hasUsualForm(String host, String text) {
        assertThat(new Endpoint(host, 80)).hasToString(text);
    }
}
