// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PeerTest {
    @Test
    void constructor_acceptsEveryPort() {
        assertThat(new Peer("", 0)).isEqualTo(new Peer("", 0));
        assertThat(new Peer("127.0.0.1", 65535).port()).isEqualTo(65535);
    }

    @Test
    void constructor_rejectsWhatIsNoPort() {
        assertThatThrownBy(() -> new Peer("127.0.0.1", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> new Peer("127.0.0.1", 65536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65536");
    }

    @Test
    void toString_isHostAndPort() {
        assertThat(new Peer("127.0.0.1", 1234)).hasToString("127.0.0.1:1234");
    }

    @Test
    void toString_putsAnAddressWithColonsInBrackets() {
        assertThat(new Peer("0:0:0:0:0:0:0:1", 1234)).hasToString("[0:0:0:0:0:0:0:1]:1234");
    }
}
