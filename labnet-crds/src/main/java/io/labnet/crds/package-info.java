// SPDX-License-Identifier: Apache-2.0

/**
 * The chat-room directory: commands, replies, their codecs, the directory itself, and both sides of a conversation; and
 * the rooms, where whoever is there hears the datagrams of the others.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.crds;

import org.jspecify.annotations.NullMarked;
