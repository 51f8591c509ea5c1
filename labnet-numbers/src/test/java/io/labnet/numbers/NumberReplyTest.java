// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberReplyTest {
    @Test
    void summaryWith_isTheDocumentedLineWithTheRightSum() {
        NumberReply reply = new NumberReply("Ada Server", 10, 36L);

        assertThat(reply.summaryWith(new NumberRequest("Ada Client", 25)))
                .isEqualTo("Client Number: 25 | Server Number: 10 | Sum: 35");
        assertThat(reply.summaryWith(new NumberRequest("Ada Client", Long.MAX_VALUE)))
                .endsWith(" | Sum: 9223372036854775817");
    }
}
