// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tls;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.transport.Connection;
import io.labnet.core.transport.internal.engine.BufferChecks;
import io.labnet.core.transport.internal.engine.Durations;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** TLS around a client's blocking connection. Reads and writes have a lock each, because an engine allows one of each. */
public final class TlsConnection implements Connection {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
    private static final int READ_BYTES = 16 * 1024;
    private static final int MAX_WRITE_BYTES = 64 * 1024;

    /** How long a closing connection waits until the peer's buffer takes its close_notify. */
    private static final int END_SECONDS = 1;

    private final Connection inner;
    private final RecordCipher cipher;
    private final ReentrantLock reading = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final RecordBuffer records = new RecordBuffer();

    /** Decrypted bytes that were not read yet, those of one record. */
    private ByteBuffer plain = NOTHING;

    private boolean anyRecord;
    private boolean inBurst;
    private volatile boolean finished;
    private volatile boolean closed;

    private TlsConnection(Connection inner, SSLEngine engine) {
        this.inner = inner;
        this.cipher = new RecordCipher(engine);
    }

    /**
     * Runs the handshake.
     *
     * @param inner the connection; closed by this method if the handshake fails
     * @param timeout how long the handshake may take
     * @throws SSLException if the handshake fails, with the reason in its message
     * @throws SocketTimeoutException if it takes longer than the timeout
     */
    public static TlsConnection connect(Connection inner, SSLEngine engine, Duration timeout) throws IOException {
        TlsConnection connection = new TlsConnection(inner, engine);
        try {
            connection.handshake(timeout);
            return connection;
        } catch (Throwable t) {
            inner.close();
            throw t;
        }
    }

    private void handshake(Duration timeout) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        reading.lock();
        try {
            cipher.begin();
            while (!step()) {
                if (!decryptNext() && receive(end, timeout) == Boundary.END) {
                    throw new IOException("the server closed it");
                }
            }
        } catch (SocketTimeoutException e) {
            throw new SocketTimeoutException("the TLS handshake took longer than " + timeout.toMillis() + " ms");
        } catch (SSLException e) {
            throw failed(e);
        } catch (IOException e) {
            SocketException ended =
                    new SocketException(TlsFailures.insideHandshake(true) + " (" + e.getMessage() + ")");
            ended.initCause(e);
            throw ended;
        } finally {
            records.release();
            reading.unlock();
        }
    }

    /** Computes and sends what the engine requires. Returns whether the handshake is complete. */
    private boolean step() throws IOException {
        do {
            cipher.runTasks();
        } while (sendOwn());
        return cipher.isEstablished();
    }

    /**
     * Sends what the engine itself has to send. A reader doesn't wait for a writer, who might wait for this reader: the
     * writer's next record carries it.
     */
    private boolean sendOwn() throws IOException {
        if (!writing.tryLock()) {
            return false;
        }
        try {
            ByteArraySink out = new ByteArraySink();
            boolean any = cipher.encryptOwn(out);
            if (any) {
                send(out);
            }
            return any;
        } finally {
            writing.unlock();
        }
    }

    private void send(ByteArraySink out) throws IOException {
        inner.write(out.view(0, out.size()));
    }

    /** Tells the peer by an alert. Returns an exception with a readable message. */
    private SSLException failed(SSLException found) {
        SSLException readable = TlsFailures.explained(found, true);
        if (writing.tryLock()) {
            try {
                ByteArraySink out = new ByteArraySink();
                cipher.endBroken(out);
                send(out);
            } catch (IOException e) {
                readable.addSuppressed(e);
            } finally {
                writing.unlock();
            }
        }
        return readable;
    }

    private Boundary receive(long end, Duration timeout) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(READ_BYTES);
        while (true) {
            try {
                Boundary boundary = inner.read(in, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
                records.add(in.flip());
                return boundary;
            } catch (SocketTimeoutException e) {
                // A socket may round the rest of the time down.
                if (end - System.nanoTime() <= 0) {
                    throw new SocketTimeoutException("nothing arrived for " + timeout.toMillis() + " ms");
                }
            }
        }
    }

    /** Decrypts the next record into {@link #plain}. Returns false if the record is incomplete. */
    private boolean decryptNext() throws IOException {
        int type = records.type();
        if (!anyRecord && type >= 0 && type != RecordBuffer.HANDSHAKE && type != RecordBuffer.ALERT) {
            throw new SSLException(TlsFailures.notTls(records.rest(), true));
        }
        ByteBuffer record = records.next();
        if (record == null) {
            return false;
        }
        anyRecord = true;
        plain = cipher.decrypt(record);
        return true;
    }

    @Override
    public Boundary read(ByteBuffer into, Duration timeout) throws IOException {
        BufferChecks.requireRoom(into, "read");
        long end =
                System.nanoTime() + Durations.longerThanZero("timeout", timeout).toNanos();
        reading.lock();
        try {
            while (true) {
                checkOpen();
                if (plain.hasRemaining()) {
                    int length = Math.min(plain.remaining(), into.remaining());
                    into.put(plain.slice().limit(length));
                    plain.position(plain.position() + length);
                    inBurst = true;
                    return Boundary.MORE;
                }
                plain = NOTHING;
                if (cipher.inputOver()) {
                    return Boundary.END;
                }
                if (decryptNext()) {
                    boolean unused = step();
                    continue;
                }
                Boundary boundary = receive(end, timeout);
                if (boundary == Boundary.PAUSE && inBurst && records.isEmpty()) {
                    inBurst = false;
                    return Boundary.PAUSE;
                } else if (boundary == Boundary.END) {
                    throw new SSLException(TlsSession.NO_CLOSE_NOTIFY);
                }
            }
        } catch (SSLException e) {
            throw failed(e);
        } finally {
            records.release();
            reading.unlock();
        }
    }

    @Override
    public Duration readTimeout() {
        return inner.readTimeout();
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        writing.lock();
        try {
            checkWritable();
            do {
                ByteArraySink out = new ByteArraySink();
                while (from.hasRemaining() && out.size() < MAX_WRITE_BYTES) {
                    if (!cipher.encrypt(from, out)) {
                        throw new SSLException("the server has ended the connection");
                    }
                }
                // Also without bytes, so that a closed connection is reported.
                send(out);
            } while (from.hasRemaining());
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void pause() throws IOException {
        checkWritable();
        inner.pause();
    }

    @Override
    public void finish() throws IOException {
        writing.lock();
        try {
            checkOpen();
            if (!finished) {
                finished = true;
                end();
            }
            inner.finish();
        } finally {
            writing.unlock();
        }
    }

    private void end() throws IOException {
        ByteArraySink out = new ByteArraySink();
        cipher.end(out);
        send(out);
    }

    @Override
    public void close() {
        boolean first = !closed;
        closed = true;
        // If a write is in progress, it may wait for the peer for ever, and its message stays incomplete anyway.
        if (first && writing.tryLock()) {
            // Nor does the end wait for a peer that reads nothing: closing makes its write fail.
            CompletableFuture<Void> ended = new CompletableFuture<>();
            CompletionStage<Void> unused =
                    ended.orTimeout(END_SECONDS, TimeUnit.SECONDS).whenComplete((nothing, late) -> inner.close());
            try {
                if (!finished) {
                    end();
                }
            } catch (IOException e) {
                // After close(), it does not matter whether the peer receives the end.
                return;
            } finally {
                ended.complete(null);
                writing.unlock();
            }
        }
        inner.close();
    }

    @Override
    public void abort() {
        closed = true;
        inner.abort();
    }

    private void checkWritable() throws IOException {
        checkOpen();
        if (finished) {
            throw new SocketException("the output is finished");
        }
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new SocketException("the connection is closed");
        }
    }
}
