// SPDX-License-Identifier: Apache-2.0

/**
 * The protocol of the chat-room directory: rooms, commands, replies and their codecs. The package {@code directory}
 * stores the rooms, {@code server} and {@code client} are the two sides of a conversation, and {@code chat} sends and
 * receives the messages in a room.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}, here and in the packages below;
 * passing {@code null} throws {@link NullPointerException}.
 */
@NullMarked
package io.labnet.crds;

import org.jspecify.annotations.NullMarked;
