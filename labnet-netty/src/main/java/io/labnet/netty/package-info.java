// SPDX-License-Identifier: Apache-2.0

/**
 * Conversations on Netty. {@link io.labnet.netty.NettyTransport} is a transport whose servers and clients use Netty's
 * channels. {@link io.labnet.netty.ConversationHandlers} makes handlers with which the pipelines of an existing Netty
 * program speak a protocol of labnet. Both drive the same sessions, with the same limits and timeouts, as labnet's own
 * loops do.
 */
@NullMarked
package io.labnet.netty;

import org.jspecify.annotations.NullMarked;
