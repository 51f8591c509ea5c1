// SPDX-License-Identifier: Apache-2.0

/**
 * The chat-room directory: commands, replies, their codecs, the directory itself, and both sides of a conversation; and
 * the rooms, where whoever is there hears the datagrams of the others.
 */
@NullMarked
package io.labnet.crds;

import org.jspecify.annotations.NullMarked;
