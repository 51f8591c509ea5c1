// SPDX-License-Identifier: Apache-2.0

/** The chat in a room, with one UDP multicast datagram per message. */
@NullMarked
package io.labnet.crds.chat;

import org.jspecify.annotations.NullMarked;
