// SPDX-License-Identifier: Apache-2.0

/**
 * Metrics of servers, for Micrometer.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws {@link
 * NullPointerException}.
 */
@NullMarked
package io.labnet.micrometer;

import org.jspecify.annotations.NullMarked;
