// SPDX-License-Identifier: Apache-2.0

/**
 * Codecs: decoding bytes into messages and encoding messages as bytes, without I/O.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws {@link
 * NullPointerException}.
 */
@NullMarked
package io.labnet.core.codec;

import org.jspecify.annotations.NullMarked;
