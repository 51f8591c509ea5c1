// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.tls;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Closing;
import io.labnet.core.session.FilterByteSession;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * TLS around a session. The inner session is opened when the handshake is complete, so it never talks to a peer that
 * was not checked. If the handshake fails, the inner session is neither opened nor closed.
 *
 * <p>Output is encrypted when the engine asks for it, and the inner session is told that it was sent when the encrypted
 * bytes were written. Flush delays and limits therefore work as without TLS.
 */
public final class TlsSession extends FilterByteSession {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /** How many plain bytes are encrypted ahead of a write: four records, as much as one write takes. */
    private static final int MAX_AHEAD = 64 * 1024;

    /** While more encrypted bytes are unsent, no input is read, so that a peer can't make this side queue answers. */
    private static final int MAX_UNSENT = 2 * MAX_AHEAD;

    /** A handshake needs several round trips and computations, so it may take longer than a message. */
    private static final Duration MIN_HANDSHAKE = Duration.ofSeconds(10);

    private static final int MAX_SHOWN = 64;
    static final String NO_CLOSE_NOTIFY = "the connection ended without a TLS close_notify, so input may be missing";

    private enum Work {
        NONE,
        HANDSHAKE,
        INNER
    }

    private final RecordCipher cipher;
    private final RecordBuffer records = new RecordBuffer();
    private final Runnable established;
    private final EncryptedOutput out = new EncryptedOutput();
    private int highWaterMark;
    private Work work = Work.NONE;
    private boolean opened;
    private boolean anyInput;
    private boolean anyRecord;

    /** Whether the inner session has received bytes, so that the peer has completed its handshake, too. */
    private boolean confirmed;

    /** Whether the inner session has received bytes since the last pause. */
    private boolean inBurst;

    /** Whether the connection has ended, which is known before all of its records are processed. */
    private boolean ended;

    /** Whether the inner session receives nothing more. */
    private boolean inputOver;

    /** Whether the output of the inner session can't be encrypted any more. */
    private boolean outputOver;

    /** How this filter closes the connection, whatever the inner session does. */
    private Closing closing = Closing.NO;

    private @Nullable ProtocolException refusal;
    private byte[] refused = {};
    private volatile @Nullable IOException failure;

    /**
     * Wraps a session.
     *
     * @param inner the session, not open yet
     * @param engine a new engine, in client or server mode
     */
    public TlsSession(ByteSession inner, SSLEngine engine) {
        this(inner, engine, () -> {});
    }

    /**
     * Wraps a session.
     *
     * @param established called when the handshake is complete, before the inner session is opened
     */
    TlsSession(ByteSession inner, SSLEngine engine, Runnable established) {
        super(inner);
        this.cipher = new RecordCipher(engine);
        this.established = established;
    }

    /** Returns why TLS ended the conversation; {@code null} if it did not. Any thread may call this. */
    @Nullable
    IOException failure() {
        return failure;
    }

    @Override
    public void open(int highWaterMark) {
        this.highWaterMark = highWaterMark;
        try {
            cipher.begin();
        } catch (SSLException e) {
            fail(e);
        }
        proceed();
    }

    @Override
    public void receive(ByteBuffer in, Boundary boundary) {
        anyInput |= in.hasRemaining();
        ended |= boundary == Boundary.END;
        if (!inputOver) {
            records.add(in);
            proceed();
        }
        in.position(in.limit());
        // A pause inside a record is not one between messages, and one after a handshake follows no message.
        if (boundary == Boundary.PAUSE && inBurst && !inputOver && records.isEmpty()) {
            inBurst = false;
            super.receive(NOTHING.duplicate(), Boundary.PAUSE);
        }
    }

    /** Continues after every event: processes records until one is incomplete or the handshake waits for a task. */
    private void proceed() {
        try {
            boolean more = true;
            while (more && !waitsForTask()) {
                boolean sends = cipher.encryptOwn(out.sink());
                if (!opened && closing == Closing.NO && cipher.isEstablished()) {
                    opened = true;
                    established.run();
                    super.open(highWaterMark);
                }
                more = sends || decryptNext();
            }
            if (ended && !inputOver && !waitsForTask()) {
                inputOver = true;
                connectionEnded();
            }
        } catch (SSLException e) {
            fail(e);
        } finally {
            records.release();
        }
    }

    private boolean waitsForTask() {
        // While a task runs, the state of the handshake changes at any time.
        return work == Work.HANDSHAKE || cipher.needsTask();
    }

    private boolean decryptNext() throws SSLException {
        if (inputOver || records.isEmpty()) {
            return false;
        }
        int type = records.type();
        boolean begins = type == RecordBuffer.HANDSHAKE || (type == RecordBuffer.ALERT && cipher.isClient());
        if (!anyRecord && !begins) {
            refuse(Reason.MALFORMED, TlsFailures.notTls(records.rest(), cipher.isClient()));
            return false;
        }
        ByteBuffer record = records.next();
        if (record == null) {
            return false;
        }
        anyRecord = true;
        if (opened && cipher.isOld()) {
            beforeOldRecord(type);
        }
        ByteBuffer plain = cipher.decrypt(record);
        if (plain.hasRemaining()) {
            confirmed = true;
            inBurst = true;
            super.receive(plain, Boundary.MORE);
        }
        if (cipher.inputOver()) {
            inputOver = true;
            if (opened) {
                super.receive(NOTHING.duplicate(), Boundary.END);
            } else {
                refuse(Reason.TRUNCATED, TlsFailures.insideHandshake(cipher.isClient()));
            }
        }
        return true;
    }

    /** Checks the type of a record of TLS 1.2, which is visible there although the record is encrypted. */
    private void beforeOldRecord(int type) throws SSLException {
        if (type == RecordBuffer.HANDSHAKE) {
            // A renegotiation could exchange the peer, and its computations make it a cheap attack.
            throw new SSLException("the peer began a renegotiation, which is not supported");
        }
        if (type == RecordBuffer.ALERT) {
            // A close_notify ends both directions in TLS 1.2, so replies that exist already are encrypted first.
            encryptInner();
        }
    }

    /**
     * Handles an end of the connection without a close_notify. Anybody on the way can end a connection, so the inner
     * session is never told that its input has ended: a message that ends with the input would be accepted although
     * its rest may be missing. If no message is incomplete, the conversation just ends, because many programs close
     * their connections without a close_notify.
     */
    private void connectionEnded() {
        if (!opened && (anyInput || cipher.isClient())) {
            refuse(Reason.TRUNCATED, TlsFailures.insideHandshake(cipher.isClient()));
        } else if (closing() == Closing.NO) {
            if (opened && (super.midMessage() || !records.isEmpty())) {
                refuse(Reason.TRUNCATED, NO_CLOSE_NOTIFY);
            } else {
                failure = new SSLException(NO_CLOSE_NOTIFY);
                closing = Closing.FINISH;
            }
        }
    }

    private void fail(SSLException found) {
        SSLException readable = TlsFailures.explained(found, cipher.isClient());
        refuse(Reason.MALFORMED, String.valueOf(readable.getMessage()));
        inputOver = true;
        // After a failure, nothing can be encrypted.
        outputOver = true;
    }

    /** Ends the conversation: sends an alert, and closes in order, so that the alert arrives. */
    private void refuse(Reason reason, String problem) {
        if (closing() != Closing.NO) {
            return;
        }
        closing = Closing.FINISH;
        inputOver = true;
        outputOver = true;
        out.forgetPlain();
        ByteBuffer rest = records.rest();
        refused = new byte[Math.min(MAX_SHOWN, rest.remaining())];
        rest.get(refused);
        refusal = new ProtocolException(reason, 0, problem);
        failure = confirmed ? new SSLException(problem) : new SSLHandshakeException(problem);
        cipher.endBroken(out.sink());
    }

    @Override
    public ByteBuffer unsent() {
        if (out.size() == 0) {
            out.drop();
            try {
                encryptInner();
            } catch (SSLException e) {
                fail(e);
            }
        }
        return out.view();
    }

    /** Encrypts the output of the inner session that can be written now, or the end of the output. */
    private void encryptInner() throws SSLException {
        if (!opened || outputOver || out.hasPlain()) {
            return;
        }
        ByteBuffer plain = super.unsent();
        plain.limit(plain.position() + Math.min(MAX_AHEAD, plain.remaining()));
        int before = plain.position();
        while (plain.hasRemaining() && cipher.encrypt(plain, out.sink())) {
            // The next record, if any.
        }
        out.holdsPlain(plain.position() - before);
        if (cipher.outputOver() && plain.hasRemaining()) {
            // The peer has ended both directions.
            outputOver = true;
            closing = Closing.FINISH;
        } else if (!out.hasPlain() && closing() == Closing.FINISH && !super.flushPending() && !super.holdsBytes()) {
            outputOver = true;
            cipher.end(out.sink());
        }
    }

    @Override
    public void sent(int bytes) {
        int plain = out.sent(bytes);
        if (plain > 0) {
            super.sent(plain);
        }
    }

    @Override
    public boolean flushPending() {
        return !outputOver && super.flushPending();
    }

    @Override
    public boolean wantsInput() {
        boolean behind = out.size() > MAX_UNSENT;
        return !inputOver && !behind && !waitsForTask() && (!opened || super.wantsInput());
    }

    @Override
    public Closing closing() {
        Closing wanted = opened ? super.closing() : Closing.NO;
        return wanted == Closing.ABORT || closing == Closing.NO ? wanted : closing;
    }

    @Override
    public @Nullable Runnable takeWork() {
        if (work != Work.NONE || closing == Closing.ABORT) {
            return null;
        }
        if (cipher.needsTask()) {
            work = Work.HANDSHAKE;
            return cipher::runTasks;
        }
        // The work of the inner session waits for the handshake, in which it is not open.
        Runnable next = opened ? super.takeWork() : null;
        work = next == null ? Work.NONE : Work.INNER;
        return next;
    }

    @Override
    public void workDone() {
        Work done = work;
        work = Work.NONE;
        if (done == Work.INNER) {
            super.workDone();
        } else {
            checkTasks();
        }
        proceed();
    }

    private void checkTasks() {
        try {
            cipher.checkTasks();
        } catch (SSLException e) {
            fail(e);
        }
    }

    @Override
    public void workRefused(RejectedExecutionException cause) {
        if (work == Work.INNER) {
            work = Work.NONE;
            super.workRefused(cause);
        } else {
            // The handshake has no other place to go on. It costs the loop a millisecond, and the client a connection
            // otherwise.
            cipher.runTasks();
            workDone();
        }
    }

    @Override
    public boolean midMessage() {
        return closing == Closing.NO && (!opened || !records.isEmpty() || super.midMessage());
    }

    @Override
    public @Nullable String incomplete() {
        if (!midMessage()) {
            return null;
        } else if (!opened) {
            return "it stopped inside the TLS handshake";
        }
        return super.midMessage() ? super.incomplete() : "it stopped inside a TLS record: " + records.incomplete();
    }

    @Override
    public void timedOut() {
        if (opened) {
            super.timedOut();
        } else {
            failure = new SocketTimeoutException("the peer did not complete the TLS handshake in time");
            closing = Closing.ABORT;
        }
    }

    @Override
    public void stopped() {
        if (opened) {
            super.stopped();
        } else {
            closing = Closing.FINISH;
        }
    }

    @Override
    public @Nullable ProtocolException rejection() {
        return refusal == null ? super.rejection() : refusal;
    }

    @Override
    public byte[] unreadInput() {
        return refusal == null ? super.unreadInput() : refused.clone();
    }

    @Override
    public void disconnected(@Nullable Throwable cause) {
        records.clear();
        out.drop();
        if (opened) {
            super.disconnected(cause);
        }
    }

    @Override
    public long bufferedBytes() {
        return (opened ? super.bufferedBytes() : 0) + records.capacity() + out.capacity();
    }

    @Override
    public Duration messageDeadline(@Nullable Duration chosen) {
        Duration deadline = super.messageDeadline(chosen);
        return opened || deadline.compareTo(MIN_HANDSHAKE) > 0 ? deadline : MIN_HANDSHAKE;
    }

    @Override
    public boolean onlyEndUnsent() {
        return inputOver && outputOver && refusal == null && !out.hasPlain();
    }
}
