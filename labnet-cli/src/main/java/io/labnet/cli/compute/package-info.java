// SPDX-License-Identifier: Apache-2.0

/**
 * {@code labnet compute}: the server and the grading client of the compute system.
 */
@NullMarked
package io.labnet.cli.compute;

import org.jspecify.annotations.NullMarked;
