// SPDX-License-Identifier: Apache-2.0

/**
 * The client of the numbers protocol: one exchange for each connection, and its outcome.
 */
@NullMarked
package io.labnet.numbers.client;

import org.jspecify.annotations.NullMarked;
