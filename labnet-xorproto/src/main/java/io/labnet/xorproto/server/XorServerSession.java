// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Peer;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.Session;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.XorFrame;
import io.labnet.xorproto.XorFrameDecoder;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorProtocol;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.server.internal.AnswerCheck;
import io.labnet.xorproto.server.internal.XorFault;
import io.labnet.xorproto.server.internal.XorScore;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of a conversation. It sends the text piece by piece as the client reads it, receives the answer
 * meanwhile, and always ends with a packet that explains the score. It stores a score before it sends
 * the result. If the client resets the connection or stops reading, no result is sent. Its score so far is still
 * stored, unless the process ends first.
 *
 * <p>The server's packets have the same form of checksum as the client's request. The checksum of one request in 256
 * matches both RFC 1071 and byte-swapped; the server answers such a request byte-swapped, whatever form the client uses
 * later.
 *
 * <p>The keyword of an answer is ignored: some programs send the key there, others the keyword of their request.
 */
final class XorServerSession implements Session<XorFrame, XorFrame> {
    private static final System.Logger LOGGER = System.getLogger(XorServerSession.class.getName());
    private static final System.Logger LISTENER_LOGGER = System.getLogger(XorListener.class.getName());
    private static final String SUBMIT = "sbmt";

    /**
     * The number of packets to send together: few enough to stay below the limit for unsent bytes, and enough to keep a
     * network busy.
     */
    private static final int PACKETS_IN_A_PIECE = 3;

    private final XorTask task;
    private final XorListener listener;
    private final Peer peer;
    private final ScoreQueue queue;
    private final XorFrameDecoder decoder = XorFrameDecoder.settling();

    /** The form of checksum for the reply to an invalid first packet: nearly every program uses it. */
    private ChecksumForm form = ChecksumForm.BYTE_SWAPPED;

    private @Nullable XorPacket request;
    private @Nullable OutgoingText outgoing;
    private @Nullable AnswerCheck answer;
    private @Nullable XorVerdict verdict;
    private @Nullable CompletableFuture<Integer> stored;
    private boolean allSent;
    private boolean resultSent;

    XorServerSession(XorService service, Peer peer) {
        this.task = service.task();
        this.listener = service.listener();
        this.queue = service.queue();
        this.peer = Objects.requireNonNull(peer, "peer");
    }

    /**
     * Returns the protocol with this session's own decoder, so that messages can describe an incomplete packet.
     */
    Protocol<XorFrame, XorFrame> protocol() {
        return XorProtocol.server().withDecoders(() -> decoder);
    }

    /** Keeps reading while output is unsent: a client may answer each packet, and wait until its answer is read. */
    @Override
    public ReadPolicy readPolicy() {
        return ReadPolicy.ALWAYS;
    }

    @Override
    public void opened(Outbox<XorFrame> out) {
        notifyListener(to -> to.connected(peer));
    }

    @Override
    public void received(XorFrame frame, Outbox<XorFrame> out) {
        if (request == null) {
            form = frame.form();
            begin(frame.packet(), out);
        } else {
            receiveAnswer(frame.packet(), request, Objects.requireNonNull(answer, "a request has an answer"), out);
        }
    }

    @Override
    public void drained(Outbox<XorFrame> out) {
        if (outgoing != null && outgoing.done()) {
            allSent = true;
        } else if (outgoing != null && verdict == null) {
            sendPiece(outgoing, out);
        }
    }

    @Override
    public void inputEnded(Outbox<XorFrame> out) {
        fail(XorFault.ofEnd(request != null), out);
    }

    @Override
    public void rejected(ProtocolException problem, Outbox<XorFrame> out) {
        fail("BAD PACKET: " + problem.getMessage(), out);
    }

    @Override
    public void timedOut(Outbox<XorFrame> out) {
        fail(
                decoder.inside()
                        ? XorFault.ofPart(decoder)
                        : XorFault.ofSilence(answer, task.text().length()),
                out);
    }

    @Override
    public void stopped(Outbox<XorFrame> out) {
        fail("THE SERVER ENDED BEFORE YOUR LAST PACKET CAME", out);
    }

    @Override
    public void closed() {
        storeWithoutResult();
        notifyListener(to -> to.disconnected(peer));
    }

    /** Stores the score of a client that has disconnected without a result. */
    private void storeWithoutResult() {
        if (resultSent || request == null) {
            return;
        }
        XorPacket submission = request;
        int points =
                verdict == null ? XorScore.HEADER.points() : verdict.score().points();
        notifyListener(to -> to.clientLost(peer, submission, points));
        if (stored == null && isStorable(submission)) {
            stored = queue.add(task.scores(), submission.sid(), points);
        }
        if (stored != null) {
            CompletableFuture<?> unused = stored.whenComplete((best, failure) -> {
                if (failure != null) {
                    notStored(submission, points, failure);
                }
            });
        }
    }

    private void begin(XorPacket packet, Outbox<XorFrame> out) {
        ProtocolException fault = XorFault.ofRequest(packet);
        if (fault != null) {
            fail(fault, out);
            return;
        }
        request = packet;
        String key = key();
        if (key == null) {
            fail("THE SERVER HAS NO KEY", out);
            return;
        }
        outgoing = new OutgoingText(task.text(), key, packet.sid());
        answer = new AnswerCheck(task.text(), key);
        notifyListener(to -> to.requested(peer, packet, key));
        sendPiece(outgoing, out);
    }

    private @Nullable String key() {
        try {
            // The supplier is the caller's code: it may return null, or a word that is not a key.
            String key = task.keys().get();
            if (key != null && XorTask.isKey(key)) {
                return key;
            }
            LOGGER.log(Level.ERROR, "the key is not 4 letters in lower case: {0}", key);
        } catch (RuntimeException e) {
            XorLog.failed(Level.ERROR, peer, "there is no key", e);
        }
        return null;
    }

    private void sendPiece(OutgoingText text, Outbox<XorFrame> out) {
        try {
            for (int i = 0; i < PACKETS_IN_A_PIECE && !text.done(); i++) {
                out.send(new XorFrame(text.next(), form));
            }
        } catch (IOException | RuntimeException | InternalError e) {
            // Reading a mapped file that has become shorter throws an InternalError.
            unreadable(e, out);
        }
    }

    private void receiveAnswer(XorPacket packet, XorPacket request, AnswerCheck answer, Outbox<XorFrame> out) {
        if (packet.sid() != request.sid()) {
            fail(XorFault.ofSid(packet.sid(), request.sid()), out);
            return;
        }
        try {
            answer.add(packet.data());
        } catch (IOException | RuntimeException | InternalError e) {
            unreadable(e, out);
            return;
        }
        if (packet.last() && !allSent) {
            fail(XorFault.ofEarlyEnd(), out);
        } else if (packet.last()) {
            XorScore score = answer.score();
            conclude(score, score == XorScore.TEXT ? null : answer.fault().getMessage(), out);
        } else if (answer.endless()) {
            fail(XorFault.ofEndless(answer, task.text().length()), out);
        }
    }

    private void unreadable(Throwable cause, Outbox<XorFrame> out) {
        XorLog.failed(Level.ERROR, peer, "the text cannot be read", cause);
        fail("THE SERVER CANNOT READ ITS TEXT", out);
    }

    /**
     * Ends a conversation without a valid last packet of the client: the score is that for a valid request, or 0
     * without a valid request.
     */
    private void fail(ProtocolException fault, Outbox<XorFrame> out) {
        fail(fault.getMessage(), out);
    }

    private void fail(@Nullable String fault, Outbox<XorFrame> out) {
        conclude(request == null ? XorScore.NOTHING : XorScore.HEADER, fault, out);
    }

    private void conclude(XorScore score, @Nullable String fault, Outbox<XorFrame> out) {
        XorVerdict reached = new XorVerdict(score, fault);
        verdict = reached;
        XorPacket submission = request;
        if (submission == null || !submission.keyword().equals(SUBMIT)) {
            sendResult(reached.alone(), out);
        } else if (isStorable(submission)) {
            store(submission, reached, out);
        } else {
            sendResult(
                    reached.unregistered(String.valueOf(
                            XorFault.ofStudentId(submission.sid()).getMessage())),
                    out);
        }
        out.finish();
    }

    private static boolean isStorable(XorPacket request) {
        return request.keyword().equals(SUBMIT) && ScoreRegister.isStudentId(request.sid());
    }

    private void store(XorPacket submission, XorVerdict reached, Outbox<XorFrame> out) {
        int points = reached.score().points();
        CompletableFuture<Integer> storing = queue.addUrgent(task.scores(), submission.sid(), points);
        stored = storing;
        out.work(storing::get, (best, then) -> sendResult(reached.registered(best), then), (failure, then) -> {
            Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
            notStored(submission, points, cause);
            String why = cause instanceof ScoreRefusedException
                    ? String.valueOf(cause.getMessage())
                    : "THE SERVER IS BUSY, TRY AGAIN";
            sendResult(reached.unregistered(why), then);
        });
    }

    private void notStored(XorPacket submission, int points, Throwable cause) {
        if (task.scores() != ScoreRegister.NONE) {
            notifyListener(to -> to.notStored(peer, submission, points, cause));
        }
    }

    private void sendResult(XorResult result, Outbox<XorFrame> out) {
        resultSent = true;
        out.send(new XorFrame(result.packet(), form));
        notifyListener(to -> to.replied(peer, request, result));
    }

    /** Notifies the listener. Catches all exceptions and errors, so that the client gets its result. */
    private void notifyListener(Consumer<XorListener> event) {
        try {
            event.accept(listener);
        } catch (Throwable t) {
            LISTENER_LOGGER.log(Level.WARNING, "a listener failed", t);
        }
    }
}
