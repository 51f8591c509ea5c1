// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.rule.Rule;
import org.junit.jupiter.api.Test;

class ProtocolExceptionTest {
    @Test
    void constructor_setsAllProperties() {
        ProtocolException problem = new ProtocolException(Reason.CHECKSUM, 12, "checksum 3 instead of 4");
        assertThat(problem.reason()).isEqualTo(Reason.CHECKSUM);
        assertThat(problem.offset()).isEqualTo(12);
        assertThat(problem).hasMessage("checksum 3 instead of 4").hasNoCause();
    }

    @Test
    void constructor_acceptsOffsetZero() {
        assertThat(new ProtocolException(Reason.MALFORMED, 0, "no digit").offset())
                .isZero();
    }

    @Test
    void constructor_negativeOffset_throws() {
        assertThatThrownBy(() -> new ProtocolException(Reason.MALFORMED, -1, "no digit"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void movedBy_addsToOffset() {
        ProtocolException part = new ProtocolException(Reason.CHECKSUM, 12, "checksum 3 instead of 4");
        ProtocolException moved = part.movedBy(4);
        assertThat(moved.reason()).isEqualTo(Reason.CHECKSUM);
        assertThat(moved.offset()).isEqualTo(16);
        assertThat(moved).hasMessage("checksum 3 instead of 4");
        assertThat(moved.getStackTrace()).isEqualTo(part.getStackTrace());
        assertThat(moved).hasNoCause();
        part.initCause(new IllegalStateException("why"));
        assertThat(part.movedBy(4)).hasCause(part.getCause());
        assertThatThrownBy(() -> part.movedBy(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void message_endsWithCauseAndRule() {
        Rule rule = () -> "toy-1.1";
        ProtocolException problem = new ProtocolException(rule, Reason.MALFORMED, 2, "the flag is 256");
        assertThat(problem).hasMessage("the flag is 256 (toy-1.1)");
        ProtocolException caused = problem.withLikelyCause("an HTTP client");
        assertThat(caused).hasMessage("the flag is 256; likely cause: an HTTP client (toy-1.1)");
        assertThat(caused.rule()).isSameAs(rule);
        assertThat(caused.likelyCause()).isEqualTo("an HTTP client");
        assertThat(caused.movedBy(3)).hasMessage(caused.getMessage());
        assertThat(caused.withLikelyCause(null)).hasMessage(problem.getMessage());
        assertThat(problem.withRule(() -> "toy-1.2")).hasMessage("the flag is 256 (toy-1.2)");
    }
}
