// SPDX-License-Identifier: Apache-2.0

/** The server of the numbers protocol: its session, its service, its stopper, and the listener for its events. */
@NullMarked
package io.labnet.numbers.server;

import org.jspecify.annotations.NullMarked;
