// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Listening;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Peer;
import io.labnet.core.session.Session;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of a conversation. It sends the text piece by piece as the client takes it, hears the answer meanwhile,
 * and says last of all what scored and what was wrong, whatever the client did. A score is stored before it is told.
 *
 * <p>The keyword of an answer is not looked at: programs are known to send the key there, and that of their request.
 */
public final class XorServerSession implements Session<XorFrame, XorFrame> {
    private static final String SUBMIT = "sbmt";

    /** So much is on its way at once: less than what makes a server stop reading, and enough to keep a network busy. */
    private static final int PACKETS_IN_A_PIECE = 6;

    private final XorTask task;
    private final XorListener listener;
    private final Peer peer;
    private final AnswerCheck answer;

    /** What nearly every program speaks, for those that are told what was wrong with their first packet. */
    private ChecksumForm form = ChecksumForm.BYTE_SWAPPED;

    private @Nullable XorPacket request;
    private @Nullable OutgoingText outgoing;
    private boolean allSent;
    private boolean decided;

    /**
     * Makes the session for one client.
     *
     * @param task what the client is set
     * @param listener is told what happens
     * @param peer the client
     */
    public XorServerSession(XorTask task, XorListener listener, Peer peer) {
        this.task = Objects.requireNonNull(task, "task");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.peer = Objects.requireNonNull(peer, "peer");
        this.answer = new AnswerCheck(task.text());
    }

    /** A client may answer each packet at once, and read no more until its answer is taken. */
    @Override
    public Listening listening() {
        return Listening.ALWAYS;
    }

    @Override
    public void received(XorFrame frame, Outbox<XorFrame> out) {
        if (request == null) {
            form = frame.form();
            begin(frame.packet(), out);
        } else {
            hear(frame.packet(), request, out);
        }
    }

    @Override
    public void drained(Outbox<XorFrame> out) {
        if (outgoing != null && outgoing.done()) {
            allSent = true;
        } else if (outgoing != null && !decided) {
            sendPiece(outgoing, out);
        }
    }

    @Override
    public void inputEnded(Outbox<XorFrame> out) {
        fail("YOUR OUTPUT ENDED BEFORE YOUR LAST PACKET", out);
    }

    @Override
    public void rejected(ProtocolException problem, Outbox<XorFrame> out) {
        fail("BAD PACKET: " + problem.getMessage(), out);
    }

    @Override
    public void timedOut(Outbox<XorFrame> out) {
        fail("NO WHOLE PACKET CAME IN TIME", out);
    }

    private void begin(XorPacket packet, Outbox<XorFrame> out) {
        String fault = faultOf(packet);
        if (fault != null) {
            fail(fault, out);
            return;
        }
        request = packet;
        String key = task.keys().get();
        outgoing = new OutgoingText(task.text(), key, packet.sid());
        listener.began(peer, packet, key);
        sendPiece(outgoing, out);
    }

    private static @Nullable String faultOf(XorPacket request) {
        if (!request.last()) {
            return "THE FLAG OF THE REQUEST IS 0, NOT 1";
        }
        if (request.data().length() > 0) {
            return "THE REQUEST HAS " + request.data().length() + " BYTES OF DATA, BUT IT IS A HEADER ALONE";
        }
        if (!request.keyword().chars().allMatch(Character::isLowerCase)) {
            return "THE KEYWORD " + request.keyword() + " OF THE REQUEST HAS CAPITAL LETTERS";
        }
        return null;
    }

    private void sendPiece(OutgoingText text, Outbox<XorFrame> out) {
        try {
            for (int i = 0; i < PACKETS_IN_A_PIECE && !text.done(); i++) {
                out.send(new XorFrame(text.next(), form));
            }
        } catch (IOException e) {
            unreadable(e, out);
        }
    }

    private void hear(XorPacket packet, XorPacket request, Outbox<XorFrame> out) {
        if (packet.sid() != request.sid()) {
            fail("THE SID OF A PACKET IS " + packet.sid() + ", BUT THAT OF THE REQUEST WAS " + request.sid(), out);
            return;
        }
        try {
            answer.add(packet.data());
        } catch (IOException e) {
            unreadable(e, out);
            return;
        }
        if (packet.last() && !allSent) {
            fail("YOUR LAST PACKET CAME BEFORE THE WHOLE TEXT HAD BEEN SENT", out);
        } else if (packet.last()) {
            XorScore score = answer.score();
            conclude(score, score == XorScore.TEXT ? null : answer.fault(), out);
        } else if (answer.endless()) {
            fail(
                    "YOUR ANSWER DOES NOT END: " + answer.received() + " BYTES SO FAR, BUT THE TEXT HAS "
                            + task.text().length(),
                    out);
        }
    }

    private void unreadable(IOException cause, Outbox<XorFrame> out) {
        System.getLogger(XorServerSession.class.getName())
                .log(System.Logger.Level.ERROR, "the text cannot be read", cause);
        fail("THE SERVER CANNOT READ ITS TEXT", out);
    }

    /** Ends a conversation in which no last packet came at the right time. */
    private void fail(String fault, Outbox<XorFrame> out) {
        conclude(request == null ? XorScore.NOTHING : XorScore.HEADER, fault, out);
    }

    private void conclude(XorScore score, @Nullable String fault, Outbox<XorFrame> out) {
        decided = true;
        XorVerdict verdict = new XorVerdict(score, fault);
        if (request == null || !request.keyword().equals(SUBMIT)) {
            tell(verdict.alone(), out);
        } else if (!ScoreRegister.isStudentId(request.sid())) {
            tell(verdict.unregistered("A STUDENT ID HAS 8 DIGITS, NOT " + request.sid()), out);
        } else {
            long student = request.sid();
            out.work(
                    () -> {
                        task.scores().register(student, score.points());
                        return verdict.registered();
                    },
                    this::tell,
                    (failure, failed) -> tell(verdict.unregistered(failure), failed));
        }
        out.finish();
    }

    private void tell(XorResult result, Outbox<XorFrame> out) {
        out.send(new XorFrame(result.packet(), form));
        listener.concluded(peer, request, result);
    }
}
