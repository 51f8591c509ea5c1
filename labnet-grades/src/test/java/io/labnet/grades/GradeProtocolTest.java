// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Protocol;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GradeProtocolTest {
    @Test
    void server_hasLimitsAndNoPauses() {
        Protocol<GradeRequest, GradeReply> protocol = GradeProtocol.server();

        assertThat(protocol.maxMessageBytes()).isEqualTo(256);
        assertThat(protocol.pauses()).isFalse();
        assertThat(protocol.idle()).isEqualTo(Duration.ofSeconds(30));
        assertThat(protocol.messageDeadline()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void client_hasLimitsAndPauses() {
        Protocol<GradeAnswer, GradeRequest> protocol = GradeProtocol.client(Documented.KEY);

        // The decoder refuses a reply of this size, and names the rule.
        assertThat(protocol.maxMessageBytes()).isEqualTo(16 * 1024 + 1);
        assertThat(protocol.pauses()).isTrue();
        assertThat(protocol.idle()).isEqualTo(Duration.ofSeconds(45));
        assertThat(protocol.messageDeadline()).isEqualTo(Duration.ofSeconds(10));
    }
}
