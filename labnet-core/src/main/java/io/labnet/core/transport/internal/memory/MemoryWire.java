// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.memory;

import io.labnet.core.codec.Boundary;
import io.labnet.core.transport.internal.engine.EventLoop;
import io.labnet.core.transport.internal.engine.Link;
import io.labnet.core.transport.internal.engine.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection in memory. As long as it is readable or writable, it reports this again and again, as a
 * selection key does.
 */
public final class MemoryWire implements Wire {
    private final MemoryPipe input;
    private final MemoryPipe output;
    private final boolean pauses;
    private @Nullable EventLoop loop;
    private @Nullable Link link;
    private boolean wantsReadable;
    private boolean wantsWritable;
    private boolean checkScheduled;

    /**
     * Creates an end.
     *
     * @param pauses whether this end sends a pause when all its output has been written. In memory, the peer can't
     *     detect a pause by its duration, so the pause must be sent
     */
    public MemoryWire(MemoryPipe input, MemoryPipe output, boolean pauses) {
        this.pauses = pauses;
        this.input = input;
        this.output = output;
    }

    @Override
    public void attach(EventLoop loop, Link link) {
        this.loop = loop;
        this.link = link;
        Runnable event = () -> loop.execute(this::scheduleCheck);
        input.atReader(event);
        output.atWriter(event);
    }

    @Override
    public Boundary read(ByteBuffer into) throws IOException {
        return input.read(into);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return output.write(from);
    }

    @Override
    public void interest(boolean readable, boolean writable) {
        wantsReadable = readable;
        wantsWritable = writable;
        scheduleCheck();
    }

    @Override
    public boolean carriesPauses() {
        return true;
    }

    @Override
    public void flush() {
        try {
            output.pause();
        } catch (IOException e) {
            // The next write fails in the same way and reports the failure.
            return;
        }
    }

    @Override
    public void paused() {
        if (pauses) {
            flush();
        }
    }

    @Override
    public void finish() {
        output.end();
    }

    @Override
    public void close() {
        // As with sockets, a close with unread input resets the connection, and bytes in transit to the peer are lost.
        if (input.leave()) {
            output.reset();
        } else {
            output.end();
        }
    }

    @Override
    public void abort() {
        input.reset();
        output.reset();
    }

    /** Queues one check of the pipes on the loop, if an event of interest is pending. */
    private void scheduleCheck() {
        if (!checkScheduled && loop != null && (readable() || writable())) {
            checkScheduled = true;
            loop.execute(this::reportEvents);
        }
    }

    private void reportEvents() {
        checkScheduled = false;
        if (link != null && readable()) {
            link.readable();
        }
        if (link != null && writable()) {
            link.writable();
        }
    }

    private boolean readable() {
        return wantsReadable && input.readable();
    }

    private boolean writable() {
        return wantsWritable && output.writable();
    }
}
