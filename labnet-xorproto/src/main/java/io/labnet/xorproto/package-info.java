// SPDX-License-Identifier: Apache-2.0

/**
 * The checksummed packet protocol with XOR cipher (KAIST CS341, practice 2, task 1): packets, their codec in three forms of
 * checksum, the cipher, and how a run ends. Who says what when is in {@code server} and {@code client}.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result, here and in the packages
 * below; to pass one is a mistake, told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.xorproto;

import org.jspecify.annotations.NullMarked;
