// SPDX-License-Identifier: Apache-2.0

/**
 * {@code labnet numbers}: the server and the client of the numbers exchange.
 */
@NullMarked
package io.labnet.cli.numbers;

import org.jspecify.annotations.NullMarked;
