// SPDX-License-Identifier: Apache-2.0

/** {@code labnet explain}: what the numbered rules of the protocols require. */
@NullMarked
package io.labnet.cli.explain;

import org.jspecify.annotations.NullMarked;
