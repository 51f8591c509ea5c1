// SPDX-License-Identifier: Apache-2.0

/**
 * Large numbers that are computed in decimal from the beginning. {@link java.math.BigInteger} computes in binary, and
 * converting five million digits takes it longer than computing them.
 *
 * <p>All of it runs on the thread that calls it.
 */
@NullMarked
package io.labnet.compute.internal.decimal;

import org.jspecify.annotations.NullMarked;
