// SPDX-License-Identifier: Apache-2.0

/**
 * Large numbers that are computed in decimal. {@link java.math.BigInteger} computes in binary: for five million digits,
 * its conversion to decimal takes longer than the computation.
 *
 * <p>All computations run on the calling thread.
 */
@NullMarked
package io.labnet.compute.internal.decimal;

import org.jspecify.annotations.NullMarked;
