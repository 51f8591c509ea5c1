// SPDX-License-Identifier: Apache-2.0

/**
 * The best scores of students, in a database or in memory.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws
 * {@link NullPointerException}.
 */
@NullMarked
package io.labnet.store.scores;

import org.jspecify.annotations.NullMarked;
