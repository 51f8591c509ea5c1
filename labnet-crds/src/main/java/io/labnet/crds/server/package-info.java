// SPDX-License-Identifier: Apache-2.0

/** The server of a directory: its session, its service, and the listener for its events. */
@NullMarked
package io.labnet.crds.server;

import org.jspecify.annotations.NullMarked;
