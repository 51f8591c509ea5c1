// SPDX-License-Identifier: Apache-2.0

/** The chat-room directory: commands, replies, their codecs, the directory itself, and both sides of a conversation. */
@NullMarked
package io.labnet.crds;

import org.jspecify.annotations.NullMarked;
