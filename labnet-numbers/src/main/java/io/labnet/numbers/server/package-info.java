// SPDX-License-Identifier: Apache-2.0

/**
 * The server of the numbers protocol: its session, its service, its end, and the listener that is told what happens.
 */
@NullMarked
package io.labnet.numbers.server;

import org.jspecify.annotations.NullMarked;
