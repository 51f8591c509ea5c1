// SPDX-License-Identifier: Apache-2.0

/** The cases of servers and clients of xor. */
@NullMarked
package io.labnet.check.xor;

import org.jspecify.annotations.NullMarked;
