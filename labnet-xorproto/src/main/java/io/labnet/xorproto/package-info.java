// SPDX-License-Identifier: Apache-2.0

/**
 * The checksummed packet protocol with XOR cipher (KAIST CS341, practice 2, task 1): packets, their codec in three
 * forms of checksum, the cipher, and the outcome of a run. The sessions are in {@code server} and {@code client}.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}, here and in the packages below;
 * passing {@code null} throws {@link NullPointerException}.
 */
@NullMarked
package io.labnet.xorproto;

import org.jspecify.annotations.NullMarked;
