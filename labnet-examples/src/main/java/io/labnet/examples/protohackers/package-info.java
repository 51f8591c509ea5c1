// SPDX-License-Identifier: Apache-2.0

/**
 * Ten servers, each in one file to copy, that solve the problems 0 to 9 of <a href="https://protohackers.com">
 * Protohackers</a>: lines, JSON, binary messages, messages without a request, datagrams, a proxy, and a cipher.
 *
 * <p>The {@code main} method of each takes the port to listen on (0 for a free port), and prints it.
 */
@NullMarked
package io.labnet.examples.protohackers;

import org.jspecify.annotations.NullMarked;
