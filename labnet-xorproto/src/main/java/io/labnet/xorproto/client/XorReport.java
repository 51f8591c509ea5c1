// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.client;

import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a run, and the form of its checksums.
 *
 * @param outcome the result, or why there is none
 * @param form the form of the checksums sent
 * @param refused the outcome of an earlier run in {@link ChecksumForm#RFC_1071} that the server refused; {@code null}
 *     if there was none
 */
public record XorReport(
        XorOutcome outcome, ChecksumForm form, @Nullable XorOutcome refused) {}
