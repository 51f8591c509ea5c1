// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Listening;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.xorproto.NoXorResult.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of a conversation: requests the text, sends each packet of it back decrypted as soon as it comes, so
 * that a text of any length takes little memory, and keeps the result. A server that sends all before it reads anything
 * gets on with texts that the network and about a megabyte here can hold; a longer one ends in a time-out.
 */
public final class XorClientSession implements Session<XorFrame, XorFrame> {
    private final XorPacket request;
    private final ChecksumForm form;
    private @Nullable XorOutcome outcome;
    private boolean begun;
    private boolean answered;

    /**
     * Makes the session of one run.
     *
     * @param request what is sent first: a header with flag 1, a keyword and a student id. It is sent as it is, so that a
     *     server can be tried with a wrong one
     * @param form how the checksums are formed
     */
    public XorClientSession(XorPacket request, ChecksumForm form) {
        this.request = Objects.requireNonNull(request, "request");
        this.form = Objects.requireNonNull(form, "form");
    }

    /**
     * Tells how the run ended. It is the same from the moment it is first told.
     *
     * @return the result or why there is none, {@code null} while neither is known; never {@code null} once {@link
     *     #closed} was called
     */
    public @Nullable XorOutcome outcome() {
        return outcome;
    }

    /**
     * Tells whether the server refused the request: what servers do to a checksum of another form. Some say so in a
     * packet, in a wrong one or in plain words, some send the request back, some hang up.
     *
     * @return whether the run is over without a packet of the text, and ended neither in silence nor with {@code GOOD}
     */
    public boolean refused() {
        if (begun) {
            return false;
        }
        return outcome instanceof XorResult result
                ? !result.good()
                : outcome instanceof NoXorResult none && none.reason() != Reason.TIMED_OUT;
    }

    /** A server may send on before it has taken what was answered. */
    @Override
    public Listening listening() {
        return Listening.ALWAYS;
    }

    @Override
    public void opened(Outbox<XorFrame> out) {
        out.send(new XorFrame(request, form));
    }

    @Override
    public void received(XorFrame frame, Outbox<XorFrame> out) {
        XorPacket packet = frame.packet();
        if (XorResult.isResult(packet)) {
            end(XorResult.of(packet), out);
        } else if (answered) {
            end(
                    none(
                            Reason.UNEXPECTED,
                            "after the last packet of the text came one with the keyword " + packet.keyword()
                                    + ", neither GOOD nor FAIL"),
                    out);
        } else if (packet.sid() != request.sid()) {
            end(
                    none(
                            Reason.UNEXPECTED,
                            "a packet has the sid " + packet.sid() + ", not the student id " + request.sid()),
                    out);
        } else {
            begun = true;
            answered = packet.last();
            XorData data = XorCipher.of(packet.keyword()).apply(packet.data());
            out.send(new XorFrame(new XorPacket(packet.last(), packet.keyword(), request.sid(), data), form));
        }
    }

    @Override
    public void inputEnded(Outbox<XorFrame> out) {
        end(none(Reason.CLOSED, "the server closed the connection without a result"), out);
    }

    @Override
    public void rejected(ProtocolException problem, Outbox<XorFrame> out) {
        end(none(Reason.REJECTED, "what the server sent is no packet: " + problem.getMessage()), out);
    }

    @Override
    public void timedOut(Outbox<XorFrame> out) {
        end(none(Reason.TIMED_OUT, "the server sent nothing in time"), out);
    }

    @Override
    public void closed() {
        if (outcome == null) {
            outcome = none(Reason.DISCONNECTED, "the connection was lost before a result came");
        }
    }

    private void end(XorOutcome how, Outbox<XorFrame> out) {
        if (outcome == null) {
            outcome = how;
        }
        out.finish();
    }

    private static NoXorResult none(Reason reason, String explanation) {
        return new NoXorResult(reason, explanation);
    }
}
