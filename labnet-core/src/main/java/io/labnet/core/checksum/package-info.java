// SPDX-License-Identifier: Apache-2.0

/**
 * Checksums that several protocols use. Like codecs, checksums do no I/O.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws {@link
 * NullPointerException}.
 */
@NullMarked
package io.labnet.core.checksum;

import org.jspecify.annotations.NullMarked;
