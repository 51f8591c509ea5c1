// SPDX-License-Identifier: Apache-2.0

/** The server of the grades protocol: its session, its service, and the listener for its events. */
@NullMarked
package io.labnet.grades.server;

import org.jspecify.annotations.NullMarked;
