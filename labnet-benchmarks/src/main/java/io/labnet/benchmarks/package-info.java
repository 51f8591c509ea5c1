// SPDX-License-Identifier: Apache-2.0

/** Measurements of labnet, with peers beside it in the same run. */
@NullMarked
package io.labnet.benchmarks;

import org.jspecify.annotations.NullMarked;
