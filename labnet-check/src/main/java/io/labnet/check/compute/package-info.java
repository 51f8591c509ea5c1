// SPDX-License-Identifier: Apache-2.0

/** The cases of servers and clients of compute. */
@NullMarked
package io.labnet.check.compute;

import org.jspecify.annotations.NullMarked;
