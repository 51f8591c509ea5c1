// SPDX-License-Identifier: Apache-2.0

/**
 * The client of the numbers protocol: one exchange for each connection, and its outcome.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.numbers.client;

import org.jspecify.annotations.NullMarked;
