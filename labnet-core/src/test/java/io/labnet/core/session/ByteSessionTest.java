// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the methods do that a session need not implement. */
class ByteSessionTest {
    private static final Map<String, Object> IMPLEMENTED =
            Map.of("unsent", ByteBuffer.allocate(7), "messageDeadline", Duration.ofSeconds(5));

    private final ByteSession session = (ByteSession) Proxy.newProxyInstance(
            ByteSession.class.getClassLoader(),
            new Class<?>[] {ByteSession.class},
            (proxy, called, arguments) -> called.isDefault()
                    ? InvocationHandler.invokeDefault(proxy, called, arguments)
                    : IMPLEMENTED.get(called.getName()));

    @Test
    void defaults_areThoseOfSessionWithoutState() {
        assertThat(session.holdsBytes()).isFalse();
        assertThat(session.onlyEndUnsent()).isFalse();
        assertThat(session.incomplete()).isNull();
        assertThat(session.overrun()).isNull();
        assertThat(session.unreadInput()).isEmpty();
        assertThat(session.bufferedBytes()).isEqualTo(7);
    }

    @Test
    void messageDeadline_chosenOneIsPreferred() {
        assertThat(session.messageDeadline(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(session.messageDeadline(null)).isEqualTo(Duration.ofSeconds(5));
    }
}
