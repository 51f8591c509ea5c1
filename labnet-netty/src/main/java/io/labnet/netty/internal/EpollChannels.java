// SPDX-License-Identifier: Apache-2.0
package io.labnet.netty.internal;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;

/** The channels on Linux' epoll. Needs classes and a native library that a program may lack. */
public final class EpollChannels {
    private static final String NEEDS =
            "epoll needs Linux, and the artifact io.netty:netty-transport-native-epoll with the"
                    + " classifier linux-x86_64 or linux-aarch_64";

    private EpollChannels() {}

    /**
     * Returns the channels.
     *
     * @throws UnsupportedOperationException if epoll is not available
     */
    public static NettyChannels get() {
        try {
            if (!Epoll.isAvailable()) {
                throw new UnsupportedOperationException(NEEDS, Epoll.unavailabilityCause());
            }
            return Instance.ONLY;
        } catch (NoClassDefFoundError e) {
            throw new UnsupportedOperationException(NEEDS, e);
        }
    }

    /** Initialized only where epoll is available. */
    private static final class Instance {
        static final NettyChannels ONLY = new NettyChannels(
                EpollIoHandler.newFactory(), EpollServerSocketChannel.class, EpollSocketChannel.class);
    }
}
