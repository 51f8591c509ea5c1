// SPDX-License-Identifier: Apache-2.0

/** The server: sets a task, checks and scores the answer, and notifies a listener. */
@NullMarked
package io.labnet.xorproto.server;

import org.jspecify.annotations.NullMarked;
