// SPDX-License-Identifier: Apache-2.0

/**
 * {@code labnet xor}: the server and the client of the XOR task.
 */
@NullMarked
package io.labnet.cli.xor;

import org.jspecify.annotations.NullMarked;
