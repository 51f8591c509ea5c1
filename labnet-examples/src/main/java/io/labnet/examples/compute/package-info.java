// SPDX-License-Identifier: Apache-2.0

/** The compute system: Fibonacci numbers, factorials and word counts, asked for in plain text without any framing. */
@NullMarked
package io.labnet.examples.compute;

import org.jspecify.annotations.NullMarked;
