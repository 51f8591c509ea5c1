// SPDX-License-Identifier: Apache-2.0

/**
 * The checksummed packet protocol with XOR cipher (KAIST CS341, practice 2, task 1): packets and their codec, the cipher,
 * the sessions of both sides, and a client to call.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.xorproto;

import org.jspecify.annotations.NullMarked;
