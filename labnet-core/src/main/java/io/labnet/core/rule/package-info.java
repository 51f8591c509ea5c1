// SPDX-License-Identifier: Apache-2.0

/**
 * The numbered rules of a protocol: the type that identifies them in code, the page that explains them, and the
 * recognition of input that belongs to another protocol.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws {@link
 * NullPointerException}.
 */
@NullMarked
package io.labnet.core.rule;

import org.jspecify.annotations.NullMarked;
