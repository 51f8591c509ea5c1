// SPDX-License-Identifier: Apache-2.0

/** Benchmarks of labnet, compared with alternatives in the same run. */
@NullMarked
package io.labnet.benchmarks;

import org.jspecify.annotations.NullMarked;
