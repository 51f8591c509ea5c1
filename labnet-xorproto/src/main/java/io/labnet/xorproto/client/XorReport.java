// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.client;

import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorOutcome;
import org.jspecify.annotations.Nullable;

/**
 * How a run has ended, and in which form of checksum it was spoken.
 *
 * @param outcome the result, or why there is none
 * @param form the form of the packets that were sent
 * @param refused how a run in {@link ChecksumForm#RFC_1071} before this one was refused; {@code null} if there was none
 */
public record XorReport(
        XorOutcome outcome, ChecksumForm form, @Nullable XorOutcome refused) {}
