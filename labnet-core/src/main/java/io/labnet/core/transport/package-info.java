// SPDX-License-Identifier: Apache-2.0

/**
 * How bytes travel: blocking connections for clients, servers that drive any number of conversations on a few threads,
 * and groups whose members send datagrams to each other. Nothing here knows a protocol.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.core.transport;

import org.jspecify.annotations.NullMarked;
