// SPDX-License-Identifier: Apache-2.0

/**
 * The chat in a room: one UDP multicast datagram for each message.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.crds.chat;

import org.jspecify.annotations.NullMarked;
