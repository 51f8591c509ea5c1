// SPDX-License-Identifier: Apache-2.0
package org.example.modules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void wrongByteOrder_isRefusedInTheModule() {
        assertThat(Main.class.getModule().isNamed()).isTrue();
        assertThat(Main.decoded("01009aa973626d744a74330110000000")).endsWith("(xor-1.1)");
    }
}
