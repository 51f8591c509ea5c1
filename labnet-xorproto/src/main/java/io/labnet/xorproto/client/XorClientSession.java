// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.client;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.ReadPolicy;
import io.labnet.core.session.Session;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.NoXorResult;
import io.labnet.xorproto.NoXorResult.Reason;
import io.labnet.xorproto.XorCipher;
import io.labnet.xorproto.XorData;
import io.labnet.xorproto.XorFrame;
import io.labnet.xorproto.XorFrameDecoder;
import io.labnet.xorproto.XorOutcome;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorProtocol;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.XorRule;
import io.labnet.xorproto.client.internal.RunProgress;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of a conversation: requests the text, sends each packet back decrypted as it arrives, and keeps the
 * result. A text of any length takes little memory. If a server sends the whole text before it reads, the answers must
 * fit in the network's buffers and about a megabyte of memory here; a longer text ends in a timeout.
 */
final class XorClientSession implements Session<XorFrame, XorFrame> {
    private final XorPacket request;
    private final ChecksumForm form;
    private final long maxTextBytes;
    private final XorFrameDecoder decoder = XorFrameDecoder.liberal();
    private final RunProgress progress = new RunProgress();
    private @Nullable XorOutcome outcome;

    /**
     * Creates the session of one run.
     *
     * @param request the first packet, sent unchecked, so that a server can be tested with a wrong one
     * @param maxTextBytes the most bytes in the packets before a text's last one, headers included; a longer text ends
     *     the run
     */
    XorClientSession(XorPacket request, ChecksumForm form, long maxTextBytes) {
        this.request = request;
        this.form = form;
        this.maxTextBytes = maxTextBytes;
    }

    /** Returns the outcome, {@code null} while it is not known; it is known once {@link #closed} was called. */
    @Nullable
    XorOutcome outcome() {
        return outcome;
    }

    /**
     * Returns whether the server may have refused the checksum of the request: it sent only a {@code FAIL} without any
     * score, or closed the connection without a reply.
     */
    boolean refused() {
        if (progress.begun() || decoder.inside()) {
            return false;
        }
        return outcome instanceof XorResult result
                ? !result.good() && result.score() == 0
                : outcome instanceof NoXorResult none
                        && (none.reason() == Reason.CLOSED || none.reason() == Reason.DISCONNECTED);
    }

    /**
     * Returns the protocol with this session's own decoder, so that messages can describe an incomplete packet.
     */
    Protocol<XorFrame, XorFrame> protocol() {
        return XorProtocol.client().withDecoders(() -> decoder);
    }

    /** Reports that the connection was lost because the server stopped reading. An earlier outcome stays. */
    void writeTimedOut() {
        if (outcome instanceof NoXorResult none && none.reason() == Reason.DISCONNECTED) {
            outcome = new NoXorResult(
                    Reason.TIMED_OUT,
                    "the server read nothing for "
                            + seconds(XorProtocol.client().idle()) + "; " + progress.words());
        }
    }

    /** Reports why the connection was lost. An earlier outcome stays. */
    void failed(IOException cause) {
        if (outcome instanceof NoXorResult none && none.reason() == Reason.DISCONNECTED) {
            outcome = lost(" (" + cause.getMessage() + ")");
        }
    }

    /** Keeps reading while output is unsent, because a server may send more packets before it reads the answers. */
    @Override
    public ReadPolicy readPolicy() {
        return ReadPolicy.ALWAYS;
    }

    @Override
    public void opened(Outbox<XorFrame> out) {
        out.send(new XorFrame(request, form));
    }

    @Override
    public void received(XorFrame frame, Outbox<XorFrame> out) {
        XorPacket packet = frame.packet();
        if (XorResult.isResult(packet)) {
            outcome = outcome == null ? XorResult.of(packet) : outcome;
            out.finish();
        } else if (progress.whole()) {
            fail(
                    XorRule.RESULT,
                    Reason.UNEXPECTED,
                    "a packet with the keyword " + packet.keyword()
                            + " came after the last packet of the text, not GOOD or FAIL",
                    out);
        } else if (packet.sid() != request.sid()) {
            fail(
                    XorRule.TEXT_SID,
                    Reason.UNEXPECTED,
                    "a packet has the sid " + packet.sid() + ", not the student id " + request.sid(),
                    out);
        } else {
            progress.received(packet);
            if (!packet.last() && progress.packetBytes() > maxTextBytes) {
                String limit = "the text exceeds the limit of " + maxTextBytes + " bytes: ";
                String far = progress.count() + " had arrived, but no last packet (flag 1)";
                end(Reason.TOO_LONG, XorRule.TEXT_END.cited(limit + far));
                // Discards unsent output, because a server that does not end its text possibly does not read either.
                out.abort();
                return;
            }
            XorData data = XorCipher.of(packet.keyword()).apply(packet.data());
            out.send(new XorFrame(new XorPacket(packet.last(), packet.keyword(), request.sid(), data), form));
        }
    }

    @Override
    public void drained(Outbox<XorFrame> out) {
        progress.sent();
    }

    @Override
    public void inputEnded(Outbox<XorFrame> out) {
        String how = progress.begun()
                ? "the server closed the connection without a result; " + progress.words()
                : "the server closed the connection after the request without a reply";
        end(Reason.CLOSED, missing().cited(how));
        out.finish();
    }

    @Override
    public void rejected(ProtocolException problem, Outbox<XorFrame> out) {
        String when = progress.begun() ? " after " + progress.count() : "";
        end(Reason.REJECTED, "the server sent an invalid packet" + when + ": " + problem.getMessage());
        out.finish();
    }

    @Override
    public void timedOut(Outbox<XorFrame> out) {
        String what = decoder.inside()
                ? "a packet of the server was not complete within "
                        + seconds(XorProtocol.client().messageDeadline()) + " (" + decoder.part() + " came)"
                : "the server sent nothing for " + seconds(XorProtocol.client().idle());
        XorRule rule = decoder.inside() ? XorRule.WHOLE_PACKET : missing();
        end(Reason.TIMED_OUT, rule.cited(what + "; " + progress.words(), decoder.likelyCause()));
        out.finish();
    }

    @Override
    public void closed() {
        outcome = outcome == null ? lost("") : outcome;
    }

    private NoXorResult lost(String cause) {
        String part = decoder.inside() ? ", in the middle of a packet (" + decoder.part() + " came)" : "";
        String how = "the connection was lost" + cause + " before a result came" + part + "; " + progress.words();
        return new NoXorResult(Reason.DISCONNECTED, progress.begun() ? missing().cited(how) : how);
    }

    /** Returns the rule that the server breaks if it sends no further packet. */
    private XorRule missing() {
        return progress.begun() && !progress.whole() ? XorRule.TEXT_END : XorRule.RESULT;
    }

    private void fail(XorRule broken, Reason reason, String explanation, Outbox<XorFrame> out) {
        end(reason, broken.cited(explanation));
        out.finish();
    }

    private void end(Reason reason, String explanation) {
        if (outcome == null) {
            outcome = new NoXorResult(reason, explanation);
        }
    }

    private static String seconds(Duration limit) {
        return limit.toSeconds() + " seconds";
    }
}
