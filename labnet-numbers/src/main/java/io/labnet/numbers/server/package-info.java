// SPDX-License-Identifier: Apache-2.0

/**
 * The server of the numbers protocol: its session, its service, its end, and the listener that is told what happens.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.numbers.server;

import org.jspecify.annotations.NullMarked;
