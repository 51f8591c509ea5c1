// SPDX-License-Identifier: Apache-2.0

/**
 * The protocol of the chat-room directory: rooms, commands, replies and their codecs. The rooms are kept in
 * {@code directory}, both sides of a conversation are in {@code server} and {@code client}, and what is said in a room is
 * in {@code chat}.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result, here and in the packages
 * below; to pass one is a mistake, told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.crds;

import org.jspecify.annotations.NullMarked;
