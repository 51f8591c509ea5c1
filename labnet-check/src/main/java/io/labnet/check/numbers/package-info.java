// SPDX-License-Identifier: Apache-2.0

/** The cases of servers and clients of numbers. */
@NullMarked
package io.labnet.check.numbers;

import org.jspecify.annotations.NullMarked;
