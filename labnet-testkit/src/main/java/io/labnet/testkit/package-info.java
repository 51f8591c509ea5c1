// SPDX-License-Identifier: Apache-2.0

/**
 * Contract suites for decoders and transports, a driver for conversations in memory, functions that split input, and
 * files of test vectors.
 *
 * <p>A whole test of a session, with {@code assertThat} of AssertJ:
 *
 * <pre>{@code
 * class EchoTest {
 *     private final ConversationDriver driver =
 *             new ConversationDriver(new Conversation<>(EchoProtocol.LINES, (line, out) -> out.send(line)));
 *
 *     @Test
 *     void line_isEchoedHoweverItIsSplit() {
 *         assertThat(driver.arrive("hel")).hasSaidNothing();
 *         assertThat(driver.arrive("lo\nwor")).hasSent("hello\n").isOpen();
 *         assertThat(driver.end()).hasSaidNothing().hasRejected(Reason.TRUNCATED).isFinished();
 *     }
 * }
 * }</pre>
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws
 * {@link NullPointerException}.
 */
@NullMarked
package io.labnet.testkit;

import org.jspecify.annotations.NullMarked;
