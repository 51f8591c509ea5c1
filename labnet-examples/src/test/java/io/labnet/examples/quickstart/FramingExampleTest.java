// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import static io.labnet.examples.quickstart.FramingExample.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.Conversation;
import io.labnet.testkit.ConversationDriver;
import org.junit.jupiter.api.Test;

/** The test of a session in docs/testing.md: without a socket, a thread or a wait. */
class FramingExampleTest {
    @Test
    void hotReading_splitAnywhere_getsWarning() {
        ConversationDriver driver = new ConversationDriver(new Conversation<>(SERVER, FramingExample.session()));
        assertThat(driver.arrive(new byte[] {5, 'a', 't', 't'})).hasSaidNothing();
        assertThat(driver.arrive(new byte[] {'i', 'c', 0, 0, 0, 41}))
                .hasSent("attic is hot\n")
                .isOpen();
        assertThat(driver.arrive(new byte[] {1}).end())
                .hasRejected(Reason.TRUNCATED)
                .isFinished();
    }
}
