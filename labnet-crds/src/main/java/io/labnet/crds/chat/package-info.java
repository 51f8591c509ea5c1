// SPDX-License-Identifier: Apache-2.0

/**
 * The chat in a room: one UDP multicast datagram for each message.
 */
@NullMarked
package io.labnet.crds.chat;

import org.jspecify.annotations.NullMarked;
