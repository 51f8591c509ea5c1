// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty.internal;

import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** The channels on the JDK's selectors, which exist on every system. */
public final class NioChannels {
    /** The only object, because all clients of a process share one loop. */
    public static final NettyChannels INSTANCE =
            new NettyChannels(NioIoHandler.newFactory(), NioServerSocketChannel.class, NioSocketChannel.class);

    private NioChannels() {}
}
