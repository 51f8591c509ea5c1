// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.client;

import io.labnet.core.session.Conversation;
import io.labnet.core.transport.ClientLink;
import io.labnet.core.transport.ConnectOptions;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Transport;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.NoXorResult;
import io.labnet.xorproto.XorOutcome;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorProtocol;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.Objects;
import javax.net.ssl.SSLHandshakeException;

/**
 * A client that runs a server's task, with one connection for each run. Interrupting the calling thread ends a run.
 * Thread-safe.
 */
public final class XorClient {
    /** The default limit for a text, in bytes: 256 MiB, several times the longest random text of labnet's server. */
    public static final long DEFAULT_MAX_TEXT_BYTES = 256L << 20;

    private static final ConnectOptions OPTIONS =
            ConnectOptions.defaults().withReadTimeout(XorProtocol.client().idle());

    private final Transport transport;
    private final Endpoint server;
    private final long maxTextBytes;

    /**
     * Creates a client with a text limit of {@link #DEFAULT_MAX_TEXT_BYTES} bytes. Does not connect yet.
     *
     * @param transport the transport to connect with
     * @param server the server's endpoint
     */
    public XorClient(Transport transport, Endpoint server) {
        this(transport, server, DEFAULT_MAX_TEXT_BYTES);
    }

    private XorClient(Transport transport, Endpoint server, long maxTextBytes) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.server = Objects.requireNonNull(server, "server");
        this.maxTextBytes = maxTextBytes;
    }

    /**
     * Returns a client with another text limit. A run whose text exceeds it ends with {@link
     * NoXorResult.Reason#TOO_LONG}.
     *
     * @param bytes the most bytes in the packets before the last one, headers included; 0 or more
     * @return a client of the same server with that limit
     * @throws IllegalArgumentException if it is negative
     */
    public XorClient withMaxTextBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("maxTextBytes " + bytes + " is negative");
        }
        return new XorClient(transport, server, bytes);
    }

    /** {@return the server's endpoint} */
    public Endpoint server() {
        return server;
    }

    /**
     * Requests the text, sends it back decrypted, and waits for the result. Each wait is limited to 45 seconds. A
     * server needs less time to store a score or to give up on a client.
     *
     * @param keyword {@code sbmt} to submit, any other 4 letters to test; documented servers require lower case
     * @param studentId the student id, documented with 8 digits; any number from 0 to 4,294,967,295 is accepted
     * @param choice the form of checksum to send
     * @return the outcome
     * @throws InterruptedIOException if the thread was interrupted, which ends the run; its interrupt status stays set
     * @throws IOException if the server can't be reached
     * @throws IllegalArgumentException if the keyword is not 4 ASCII letters or the id is out of these bounds
     */
    public XorReport run(String keyword, long studentId, ChecksumChoice choice) throws IOException {
        Objects.requireNonNull(choice, "choice");
        XorPacket request = new XorPacket(true, keyword, studentId);
        ChecksumForm form = choice == ChecksumChoice.SWAPPED ? ChecksumForm.BYTE_SWAPPED : ChecksumForm.RFC_1071;
        XorClientSession session = attempt(request, form);
        if (choice == ChecksumChoice.AUTO
                && session.refused()
                && !Thread.currentThread().isInterrupted()) {
            return retry(request, outcome(session));
        }
        return new XorReport(outcome(session), form, null);
    }

    /**
     * Tries again with byte-swapped checksums. If the server no longer listens, for example because it serves only one
     * connection, returns the first outcome.
     */
    private XorReport retry(XorPacket request, XorOutcome first) throws InterruptedIOException {
        try {
            XorOutcome second = outcome(attempt(request, ChecksumForm.BYTE_SWAPPED));
            return new XorReport(second, ChecksumForm.BYTE_SWAPPED, first);
        } catch (IOException e) {
            checkInterrupt(e);
            return new XorReport(first, ChecksumForm.RFC_1071, null);
        }
    }

    private XorClientSession attempt(XorPacket request, ChecksumForm form) throws IOException {
        XorClientSession session = new XorClientSession(request, form, maxTextBytes);
        ClientLink link = transport.connect(server, new Conversation<>(session.protocol(), session), OPTIONS);
        try {
            link.awaitEnd();
        } catch (SocketTimeoutException e) {
            session.writeTimedOut();
        } catch (SSLHandshakeException e) {
            // The server did not accept the client, for example without a certificate. The session does not know that.
            throw e;
        } catch (IOException e) {
            // The session has been notified of the end and knows the outcome, unless this thread was interrupted.
            checkInterrupt(e);
            session.failed(e);
        }
        return session;
    }

    private static XorOutcome outcome(XorClientSession session) {
        return Objects.requireNonNull(session.outcome(), "a session that is over has an outcome");
    }

    private static void checkInterrupt(IOException broken) throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            InterruptedIOException interrupted = new InterruptedIOException("interrupted during the task");
            interrupted.initCause(broken);
            throw interrupted;
        }
    }
}
