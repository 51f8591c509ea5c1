// SPDX-License-Identifier: Apache-2.0

/** The grade server: its codec alone, its throughput beside a server in Python, and what idle connections cost. */
@NullMarked
package io.labnet.benchmarks.grades;

import org.jspecify.annotations.NullMarked;
