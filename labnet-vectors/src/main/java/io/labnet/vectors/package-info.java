// SPDX-License-Identifier: Apache-2.0

/** Reads the test vectors. */
@NullMarked
package io.labnet.vectors;

import org.jspecify.annotations.NullMarked;
