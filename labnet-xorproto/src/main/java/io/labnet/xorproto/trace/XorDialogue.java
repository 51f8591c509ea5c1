// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.trace;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.transport.trace.Description;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import io.labnet.xorproto.XorCipher;
import io.labnet.xorproto.XorData;
import io.labnet.xorproto.XorFrame;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorProtocol;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.XorRule;
import io.labnet.xorproto.client.internal.RunProgress;
import io.labnet.xorproto.server.ScoreRegister;
import io.labnet.xorproto.server.internal.AnswerCheck;
import io.labnet.xorproto.server.internal.XorFault;
import io.labnet.xorproto.server.internal.XorScore;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dialogue of one conversation: a request, the text, the answer and the result. It decrypts the text with the
 * keyword of the server's packets, and compares the answer with it. If a client leaves more than 16 MiB of the text
 * unanswered, the answer is not compared.
 */
public final class XorDialogue implements Dialogue<XorFrame, XorFrame> {
    private static final int MAX_SCORE = XorScore.TEXT.points();

    private final Set<Side> broke = EnumSet.noneOf(Side.class);
    private final RunProgress progress = new RunProgress();
    private final SentText text = new SentText();
    private @Nullable XorPacket request;
    private @Nullable AnswerCheck answer;
    private boolean comparable = true;
    private boolean answered;
    private @Nullable XorResult result;

    /** Creates the dialogue of a new connection. */
    public XorDialogue() {}

    @Override
    public Protocol<XorFrame, XorFrame> server() {
        return WatchedDecoder.of(XorProtocol.server(), () -> broke.add(Side.CLIENT));
    }

    @Override
    public Protocol<XorFrame, XorFrame> client() {
        return WatchedDecoder.of(XorProtocol.client(), () -> broke.add(Side.SERVER));
    }

    @Override
    public Description fromClient(XorFrame frame) {
        XorPacket packet = frame.packet();
        if (request == null) {
            request = packet;
            ProtocolException fault = blame(Side.CLIENT, XorFault.ofRequest(packet));
            boolean lost = fault == null && packet.keyword().equals("sbmt") && !ScoreRegister.isStudentId(packet.sid());
            return PacketFields.describe(frame, "request " + packet.keyword() + " of " + packet.sid(), packet.data())
                    // The server goes on after this fault, and so do the checks.
                    .breaking(lost ? XorFault.ofStudentId(packet.sid()) : fault);
        }
        String words = "answer, " + PacketFields.size(packet);
        boolean checked = result == null && !answered && !broke.contains(Side.CLIENT);
        return PacketFields.describe(frame, words, packet.data())
                .breaking(checked ? blame(Side.CLIENT, ofAnswer(packet, request)) : null);
    }

    private @Nullable ProtocolException ofAnswer(XorPacket packet, XorPacket asked) {
        if (packet.sid() != asked.sid()) {
            return XorFault.ofSid(packet.sid(), asked.sid());
        }
        AnswerCheck check = answer == null ? new AnswerCheck(text, asked.keyword()) : answer;
        answer = check;
        try {
            check.add(packet.data());
            if (check.received() >= text.length()) {
                progress.sent();
            }
        } catch (IOException tooLong) {
            comparable = false;
        }
        answered = packet.last();
        if (answered && !progress.whole()) {
            return XorFault.ofEarlyEnd();
        }
        if (answered) {
            return comparable && check.score() != XorScore.TEXT ? check.fault() : null;
        }
        return comparable && progress.whole() && check.endless() ? XorFault.ofEndless(check, text.length()) : null;
    }

    @Override
    public Description fromServer(XorFrame frame) {
        XorPacket packet = frame.packet();
        if (XorResult.isResult(packet)) {
            boolean first = result == null;
            XorResult found = XorResult.of(packet);
            result = first ? found : result;
            String words = "result " + found.keyword() + ", score " + found.score() + ": " + found.message();
            return PacketFields.describe(frame, words, packet.data())
                    .breaking(first ? blame(Side.SERVER, ofResult(found)) : null);
        }
        XorData decrypted = XorCipher.of(packet.keyword()).apply(packet.data());
        ProtocolException fault = blame(Side.SERVER, ofText(packet));
        if (fault == null) {
            progress.received(packet);
            text.add(decrypted);
            answer = answer == null ? new AnswerCheck(text, packet.keyword()) : answer;
        }
        String words = "text with the key " + packet.keyword() + ", " + PacketFields.size(packet);
        return PacketFields.describe(frame, words, decrypted).breaking(fault);
    }

    private @Nullable ProtocolException ofText(XorPacket packet) {
        if (progress.whole()) {
            return fault(
                    XorRule.RESULT,
                    "a packet with the keyword " + packet.keyword()
                            + " came after the last packet of the text, not GOOD or FAIL");
        }
        return request != null && packet.sid() != request.sid()
                ? fault(
                        XorRule.TEXT_SID,
                        "a packet has the sid " + packet.sid() + ", not the student id " + request.sid())
                : null;
    }

    private @Nullable ProtocolException ofResult(XorResult found) {
        if (found.score() > MAX_SCORE) {
            boolean id = request != null && found.score() == request.sid();
            return fault(XorRule.RESULT, "the score is " + found.score() + ", not within 0 to " + MAX_SCORE)
                    .withLikelyCause(id ? "the student id in place of the score" : null);
        }
        boolean right = answered && comparable && !broke.contains(Side.CLIENT);
        return right && !found.good()
                ? fault(XorRule.RESULT, "the result is FAIL, but the answer is the decrypted text")
                : null;
    }

    @Override
    public @Nullable ProtocolException ended(Side side) {
        if (result != null || !broke.isEmpty()) {
            return null;
        }
        if (side == Side.CLIENT) {
            return answered || waits() ? null : blame(Side.CLIENT, XorFault.ofEnd(request != null));
        }
        boolean open = progress.begun() && !progress.whole();
        String how = "the server closed the connection without a result; " + progress.words();
        return request == null ? null : fault(open ? XorRule.TEXT_END : XorRule.RESULT, how);
    }

    /** Returns whether the client has answered what has come, and waits for the rest of the text. */
    private boolean waits() {
        return progress.begun() && !progress.whole() && answer != null && answer.received() >= text.length();
    }

    private @Nullable ProtocolException blame(Side side, @Nullable ProtocolException fault) {
        if (fault != null) {
            broke.add(side);
        }
        return fault;
    }

    private static ProtocolException fault(XorRule rule, String problem) {
        return new ProtocolException(rule, Reason.MALFORMED, 0, problem);
    }
}
