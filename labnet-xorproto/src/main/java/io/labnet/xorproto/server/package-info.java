// SPDX-License-Identifier: Apache-2.0

/**
 * The server: sets a task, checks what is sent back, scores it, and tells a listener.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.xorproto.server;

import org.jspecify.annotations.NullMarked;
