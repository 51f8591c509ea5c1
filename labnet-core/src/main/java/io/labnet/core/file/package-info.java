// SPDX-License-Identifier: Apache-2.0

/**
 * Files that may change while a program runs.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws {@link
 * NullPointerException}.
 */
@NullMarked
package io.labnet.core.file;

import org.jspecify.annotations.NullMarked;
