// SPDX-License-Identifier: Apache-2.0

/** The client: runs a server's task and reports the result. */
@NullMarked
package io.labnet.xorproto.client;

import org.jspecify.annotations.NullMarked;
