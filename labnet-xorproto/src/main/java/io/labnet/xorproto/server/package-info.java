// SPDX-License-Identifier: Apache-2.0

/**
 * The server: sets a task, checks what is sent back, scores it, and tells a listener.
 */
@NullMarked
package io.labnet.xorproto.server;

import org.jspecify.annotations.NullMarked;
