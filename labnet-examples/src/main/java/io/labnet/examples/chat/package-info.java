// SPDX-License-Identifier: Apache-2.0

/** The chat-room directory and the chat: server, one-shot commands, and mains to be copied. */
@NullMarked
package io.labnet.examples.chat;

import org.jspecify.annotations.NullMarked;
