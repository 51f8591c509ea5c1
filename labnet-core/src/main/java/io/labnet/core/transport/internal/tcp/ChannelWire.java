// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tcp;

import io.labnet.core.codec.Boundary;
import io.labnet.core.transport.internal.engine.ClientLoops;
import io.labnet.core.transport.internal.engine.EventLoop;
import io.labnet.core.transport.internal.engine.Link;
import io.labnet.core.transport.internal.engine.SelectorLoop;
import io.labnet.core.transport.internal.engine.Wire;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One end of a connection over a socket channel. */
public final class ChannelWire implements Wire, SelectorLoop.Selected {
    /** The loop that drives the clients of all socket channels. */
    public static final ClientLoops CLIENTS = new ClientLoops(owner -> new SelectorLoop(owner, "labnet-clients"));

    private final SocketChannel channel;
    private @Nullable SelectionKey key;
    private @Nullable Link link;

    public ChannelWire(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public void attach(EventLoop loop, Link link) throws IOException {
        this.link = link;
        this.key = channel.register(((SelectorLoop) loop).selector(), 0, this);
    }

    @Override
    public void selected(SelectionKey selected) {
        Link attached = link;
        if (attached == null) {
            return;
        }
        int ready = selected.readyOps();
        if ((ready & SelectionKey.OP_READ) != 0) {
            attached.readable();
        }
        if ((ready & SelectionKey.OP_WRITE) != 0) {
            attached.writable();
        }
    }

    @Override
    public int prefetch() {
        Link attached = link;
        return (channel.isOpen() ? 1 : 0) + (attached == null ? 0 : attached.prefetch());
    }

    @Override
    public Boundary read(ByteBuffer into) throws IOException {
        return channel.read(into) < 0 ? Boundary.END : Boundary.MORE;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return channel.write(from);
    }

    @Override
    public void interest(boolean readable, boolean writable) {
        int ops = (readable ? SelectionKey.OP_READ : 0) | (writable ? SelectionKey.OP_WRITE : 0);
        if (key != null) {
            SelectorLoop.interest(key, ops);
        }
    }

    @Override
    public void finish() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // close() declares no exception, and the file descriptor is released even if closing fails.
            return;
        }
    }

    @Override
    public void abort() {
        try {
            // A linger time of zero makes close() reset the connection.
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // The peer has already reset the connection.
        } finally {
            close();
        }
    }
}
