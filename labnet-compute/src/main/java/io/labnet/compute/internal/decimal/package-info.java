// SPDX-License-Identifier: Apache-2.0

/**
 * Large numbers that are computed in decimal. {@link java.math.BigInteger} computes in binary, and converting five
 * million digits takes it longer than computing them.
 *
 * <p>All computations run on the calling thread.
 */
@NullMarked
package io.labnet.compute.internal.decimal;

import org.jspecify.annotations.NullMarked;
