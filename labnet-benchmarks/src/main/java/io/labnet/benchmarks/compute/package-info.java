// SPDX-License-Identifier: Apache-2.0

/** Counting words and computing large numbers, beside what programs would use otherwise. */
@NullMarked
package io.labnet.benchmarks.compute;

import org.jspecify.annotations.NullMarked;
