// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProtocolTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void shortConstructor_hasNoPausesAndDefaultTimeouts() {
        Protocol<String, String> protocol = protocol(1);
        assertThat(protocol.pauses()).isFalse();
        assertThat(protocol.idle()).isEqualTo(Protocol.DEFAULT_IDLE).isEqualTo(Duration.ofSeconds(60));
        assertThat(protocol.messageDeadline())
                .isEqualTo(Protocol.DEFAULT_MESSAGE_DEADLINE)
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void constructor_setsAllProperties() {
        Protocol<String, String> protocol = protocol(true, Duration.ofNanos(1), SECOND);
        assertThat(protocol.name()).isEqualTo("toy");
        assertThat(protocol.maxMessageBytes()).isEqualTo(7);
        assertThat(protocol.pauses()).isTrue();
        assertThat(protocol.idle()).isEqualTo(Duration.ofNanos(1));
        assertThat(protocol.messageDeadline()).isEqualTo(SECOND);
    }

    @Test
    void constructor_limitBelowOne_throws() {
        assertThatThrownBy(() -> protocol(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxMessageBytes 0");
        assertThatThrownBy(() -> protocol(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void constructor_idleNotPositive_throws() {
        assertThatThrownBy(() -> protocol(false, Duration.ZERO, SECOND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("idle PT0S");
        assertThatThrownBy(() -> protocol(false, SECOND.negated(), SECOND))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void constructor_deadlineNotPositive_throws() {
        assertThatThrownBy(() -> protocol(false, SECOND, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("messageDeadline PT0S");
        assertThatThrownBy(() -> protocol(false, SECOND, SECOND.negated()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void outlasting_isLongerThanEachTimeout() {
        Duration minute = Duration.ofMinutes(1);

        assertThat(Protocol.outlasting(SECOND)).isEqualTo(Duration.ofSeconds(16));
        assertThat(Protocol.outlasting(SECOND, minute, Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(75));
        assertThat(Protocol.outlasting(minute, SECOND)).isEqualTo(Duration.ofSeconds(75));
    }

    private static Protocol<String, String> protocol(int limit) {
        return new Protocol<>("toy", () -> (in, boundary) -> null, (text, out) -> out.putText(text), limit);
    }

    private static Protocol<String, String> protocol(boolean pauses, Duration idle, Duration deadline) {
        return new Protocol<>(
                "toy", () -> (in, boundary) -> null, (text, out) -> out.putText(text), 7, pauses, idle, deadline);
    }

    @Test
    @SuppressWarnings("NullAway") // On purpose.
    void constructor_nullArgument_isNamed() {
        assertThatThrownBy(() -> protocol(false, null, SECOND))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("idle");
        assertThatThrownBy(() -> protocol(false, SECOND, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("messageDeadline");
    }
}
