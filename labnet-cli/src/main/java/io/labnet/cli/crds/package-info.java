// SPDX-License-Identifier: Apache-2.0

/**
 * {@code labnet crds}: the chat-room directory, its commands, and the chat.
 */
@NullMarked
package io.labnet.cli.crds;

import org.jspecify.annotations.NullMarked;
