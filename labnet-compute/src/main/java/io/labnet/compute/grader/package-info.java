// SPDX-License-Identifier: Apache-2.0

/**
 * The client that grades a compute server with up to 40 points.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws
 * {@link NullPointerException}.
 */
@NullMarked
package io.labnet.compute.grader;

import org.jspecify.annotations.NullMarked;
