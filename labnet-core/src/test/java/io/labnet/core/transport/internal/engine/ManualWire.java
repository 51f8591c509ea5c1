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

/** A wire whose other end is the test: what arrives is put in, what is written is looked at. */
final class ManualWire implements Wire {
    /** What was written, one entry for each write that took something. */
    final List<String> writes = new ArrayList<>();

    /** What was done to it besides, in order: {@code finish}, {@code close}, {@code abort}, {@code separate}. */
    final List<String> done = new ArrayList<>();

    /** The link that is told what happens, if a server made it. */
    @Nullable
    Link link;

    boolean readable;
    boolean writable;

    /** How many bytes the peer takes until it is told to take more. */
    int room = Integer.MAX_VALUE;

    /** Whether it carries pauses, each put in as a text without bytes. */
    boolean carriesPauses;

    boolean ended;
    boolean broken;

    /** Whether it fails to be aborted. */
    boolean stubborn;

    private final ArrayDeque<byte[]> input = new ArrayDeque<>();

    void put(String text) {
        input.add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether something arrived that was not read. */
    boolean unread() {
        return !input.isEmpty();
    }

    /** All that was written, as one text. */
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
        if (stubborn) {
            throw new IllegalStateException("can't be aborted");
        }
    }

    private void checkWhole() throws IOException {
        if (broken) {
            throw new SocketException("the peer has reset the connection");
        }
    }
}
