// SPDX-License-Identifier: Apache-2.0

/**
 * Arbitraries of jqwik for property tests: chunks, damage, packets.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.jqwik;

import org.jspecify.annotations.NullMarked;
