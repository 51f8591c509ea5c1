// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.codec.Boundary;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A wire whose other end is the test, which supplies the input and inspects the output. */
final class ManualWire implements Wire {
    /** The output, with one entry for each write of at least one byte. */
    final List<String> writes = new ArrayList<>();

    /** The other calls, in order: {@code flush}, {@code finish}, {@code close}, {@code abort}. */
    final List<String> done = new ArrayList<>();

    /** The attached link, if a server has created it. */
    @Nullable
    Link link;

    boolean readable;
    boolean writable;

    /** The number of bytes that the peer still reads. */
    int room = Integer.MAX_VALUE;

    /** Whether it carries pauses; an empty input text stands for a pause. */
    boolean carriesPauses;

    boolean ended;
    boolean broken;

    /** Whether {@link #abort} throws. */
    boolean abortFails;

    private final ArrayDeque<byte[]> input = new ArrayDeque<>();

    void put(String text) {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    void put(byte[] bytes) {
        input.add(bytes);
    }

    /** Returns whether there is unread input. */
    boolean unread() {
        return !input.isEmpty();
    }

    /** Returns all output as one text. */
    String written() {
        return String.join("", writes);
    }

    @Override
    public void attach(EventLoop loop, Link attached) {
        link = attached;
    }

    @Override
    public Boundary read(ByteBuffer into) throws IOException {
        checkWhole();
        if (input.isEmpty()) {
            return ended ? Boundary.END : Boundary.MORE;
        }
        byte[] next = input.removeFirst();
        into.put(next);
        return next.length == 0 ? Boundary.PAUSE : Boundary.MORE;
    }

    @Override
    public boolean carriesPauses() {
        return carriesPauses;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        checkWhole();
        byte[] taken = new byte[Math.min(room, from.remaining())];
        from.get(taken);
        room -= taken.length;
        if (taken.length > 0) {
            writes.add(new String(taken, StandardCharsets.UTF_8));
        }
        return taken.length;
    }

    @Override
    public void interest(boolean readable, boolean writable) {
        this.readable = readable;
        this.writable = writable;
    }

    @Override
    public void flush() {
        done.add("flush");
    }

    @Override
    public void finish() {
        done.add("finish");
    }

    @Override
    public void close() {
        done.add("close");
    }

    @Override
    public void abort() {
        done.add("abort");
        if (abortFails) {
            throw new IllegalStateException("can't be aborted");
        }
    }

    private void checkWhole() throws IOException {
        if (broken) {
            throw new SocketException("the peer has reset the connection");
        }
    }
}
