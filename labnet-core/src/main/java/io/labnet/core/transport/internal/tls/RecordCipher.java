// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tls;

import io.labnet.core.codec.ByteArraySink;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/** Encrypts and decrypts the records of one connection. Holds no buffers between two calls. */
final class RecordCipher {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /**
     * Each thread's buffer for an encrypted record. An engine encrypts even one byte only into a buffer for the largest
     * record, and allocating such a buffer for each small message would take much time. Encryption calls no session, so
     * one buffer per thread is enough.
     */
    private static final ThreadLocal<ByteBuffer> SCRATCH = ThreadLocal.withInitial(() -> ByteBuffer.allocate(0));

    private final SSLEngine engine;
    private final boolean client;

    RecordCipher(SSLEngine engine) {
        this.engine = engine;
        this.client = engine.getUseClientMode();
    }

    boolean isClient() {
        return client;
    }

    void begin() throws SSLException {
        engine.beginHandshake();
    }

    /** Returns whether the handshake waits for a check of certificates or a computation of keys. */
    boolean needsTask() {
        return engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
    }

    /** Returns whether the first handshake is complete; to be called only before there is another. */
    boolean isEstablished() {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING && !engine.isInboundDone();
    }

    /** Runs the pending tasks of the handshake. They take milliseconds, so they must not run on a loop. */
    void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** Throws the fault of a task that ended the handshake without an alert for the peer, if there was one. */
    void checkTasks() throws SSLException {
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP) {
            // The engine throws the fault at its next call only. Without input, the call does nothing else.
            SSLEngineResult unused = unwrap(NOTHING.duplicate(), ByteBuffer.allocate(0));
        }
    }

    /** Returns whether the negotiated version is older than TLS 1.3. */
    boolean isOld() {
        return isOld(engine.getSession());
    }

    private static boolean isOld(SSLSession session) {
        return !session.getProtocol().equals("TLSv1.3");
    }

    /** Returns whether the peer has sent a close_notify, or the connection failed. */
    boolean inputOver() {
        return engine.isInboundDone();
    }

    /** Returns whether nothing can be encrypted any more. */
    boolean outputOver() {
        return engine.isOutboundDone();
    }

    /**
     * Decrypts one record.
     *
     * @param record a writable buffer with exactly one record
     * @return the plain bytes, possibly none, in a new buffer
     */
    ByteBuffer decrypt(ByteBuffer record) throws SSLException {
        // The plain bytes of a record are never more than its encrypted ones.
        ByteBuffer plain = ByteBuffer.allocate(record.remaining());
        SSLEngineResult result = unwrap(record, plain);
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
            result = unwrap(record, plain);
        }
        if (result.getStatus() == Status.BUFFER_OVERFLOW || result.getStatus() == Status.BUFFER_UNDERFLOW) {
            throw new SSLException("a TLS record can't be decrypted: " + result.getStatus());
        }
        return plain.flip();
    }

    private SSLEngineResult unwrap(ByteBuffer record, ByteBuffer plain) throws SSLException {
        try {
            return engine.unwrap(record, plain);
        } catch (RuntimeException e) {
            throw unexpected(e);
        }
    }

    private SSLEngineResult wrap(ByteBuffer plain, ByteBuffer record) throws SSLException {
        try {
            return engine.wrap(plain, record);
        } catch (RuntimeException e) {
            throw unexpected(e);
        }
    }

    /**
     * Handles a fault of the JDK's engine, which some malformed messages trigger: a client that sends a HelloRequest to
     * a server, for example. It is the fault of the peer, so it must not look like one of this program.
     */
    private static SSLException unexpected(RuntimeException fault) {
        return new SSLException("a TLS message can't be processed", fault);
    }

    /**
     * Encrypts at most one record.
     *
     * @param plain the bytes to encrypt; its position moves
     * @param out receives the record
     * @return whether there was a record
     */
    boolean encrypt(ByteBuffer plain, ByteArraySink out) throws SSLException {
        ByteBuffer record = SCRATCH.get().clear();
        SSLEngineResult result = wrap(plain, record);
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            SCRATCH.set(record);
            result = wrap(plain, record);
        }
        out.put(record.flip());
        return result.bytesProduced() > 0;
    }

    /**
     * Encrypts what the engine itself sends, if anything: the handshake, answers to key updates, alerts.
     *
     * @return whether there was anything
     */
    boolean encryptOwn(ByteArraySink out) throws SSLException {
        preventTicket();
        boolean any = false;
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && encrypt(NOTHING, out)) {
            any = true;
        }
        return any;
    }

    /**
     * Prevents that a ticket for a later connection follows the handshake, as it does in TLS 1.3. A client that only
     * sends and closes does not read it, and closing with unread input resets the connection, which destroys what the
     * client has sent. TLS 1.2 sends its ticket inside the handshake, and has to, because it was announced.
     */
    private void preventTicket() {
        SSLSession negotiated = engine.getHandshakeSession();
        if (!client && negotiated != null && !isOld(negotiated)) {
            negotiated.invalidate();
        }
    }

    /** Ends the output with a close_notify. */
    void end(ByteArraySink out) throws SSLException {
        engine.closeOutbound();
        boolean unused = encryptOwn(out);
    }

    /** After a failure: encrypts the alert for the peer, if there is one. */
    void endBroken(ByteArraySink out) {
        try {
            end(out);
        } catch (SSLException e) {
            // The engine reports the failure again; the peer then receives no alert.
            return;
        }
    }
}
