// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTest {
    @Test
    void constructor_acceptsEveryPort() {
        assertThat(new Peer("", 0)).isEqualTo(new Peer("", 0));
        assertThat(new Peer("127.0.0.1", 65535).port()).isEqualTo(65535);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void constructor_portOutOfRange_throws(int port) {
        assertThatThrownBy(() -> new Peer("127.0.0.1", port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("" + port);
    }

    @Test
    void toString_isHostAndPortWithIpv6InBrackets() {
        assertThat(new Peer("127.0.0.1", 1234)).hasToString("127.0.0.1:1234");
        assertThat(new Peer("0:0:0:0:0:0:0:1", 1234)).hasToString("[0:0:0:0:0:0:0:1]:1234");
    }
}
