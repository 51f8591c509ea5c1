// SPDX-License-Identifier: Apache-2.0

/**
 * Benchmarks of the grade server: a conversation without a socket, its throughput compared with a server in Python, and
 * the memory of idle connections.
 */
@NullMarked
package io.labnet.benchmarks.grades;

import org.jspecify.annotations.NullMarked;
