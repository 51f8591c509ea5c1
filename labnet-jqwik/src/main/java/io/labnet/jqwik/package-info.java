// SPDX-License-Identifier: Apache-2.0

/**
 * Arbitraries of jqwik for property tests: chunks, damage, packets.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws
 * {@link NullPointerException}.
 */
@NullMarked
package io.labnet.jqwik;

import org.jspecify.annotations.NullMarked;
