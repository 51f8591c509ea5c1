// SPDX-License-Identifier: Apache-2.0

/** The transport over Unix domain sockets: the differences from TCP, and the file of a listening socket. */
@NullMarked
package io.labnet.core.transport.internal.unix;

import org.jspecify.annotations.NullMarked;
