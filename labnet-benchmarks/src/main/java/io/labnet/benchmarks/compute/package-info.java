// SPDX-License-Identifier: Apache-2.0

/** Benchmarks of counting words and computing large numbers, compared with common alternatives. */
@NullMarked
package io.labnet.benchmarks.compute;

import org.jspecify.annotations.NullMarked;
