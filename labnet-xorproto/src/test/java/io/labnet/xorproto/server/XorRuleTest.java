// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.server;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.rule.Rule;
import io.labnet.core.rule.RulePage;
import io.labnet.core.rule.RulePage.Entry;
import io.labnet.testkit.ConversationDriver;
import io.labnet.testkit.RuleContract;
import io.labnet.xorproto.XorCipher;
import io.labnet.xorproto.XorFrame;
import io.labnet.xorproto.XorFrameDecoder;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.XorRule;
import io.labnet.xorproto.client.ScriptedServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes the page's examples of packets to a decoder, those of clients to a server, those of servers to a client. */
class XorRuleTest extends RuleContract {
    private static final long STUDENT = 20201234;
    private static final String KEY = "tree";
    private static final byte[] TEXT = "hello, KAIST".getBytes(StandardCharsets.US_ASCII);
    private static final XorPacket REQUEST = new XorPacket(true, "sbmt", STUDENT);
    private static final XorPacket ENCRYPTED =
            new XorPacket(true, KEY, STUDENT, XorCipher.of(KEY).apply(TEXT));

    @Override
    protected List<? extends Rule> rules() {
        return List.of(XorRule.values());
    }

    @Override
    protected RulePage page() {
        return XorRule.page();
    }

    @Override
    protected @Nullable String refusal(Entry rule, String example) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(example);
        return switch (rule.number().substring(0, "xor-1".length())) {
            case "xor-1" -> refusalOfPackets(bytes);
            case "xor-2" -> refusalOfRequest(bytes);
            case "xor-4" -> refusalOfAnswer(bytes, rule.number().equals(XorRule.ANSWER_AFTER_TEXT.number()));
            case "xor-3" -> refusalOfText(bytes);
            default -> ScriptedServer.refusal(REQUEST, ENCRYPTED.encode(), bytes);
        };
    }

    private static @Nullable String refusalOfPackets(byte[] bytes) {
        XorFrameDecoder decoder = XorFrameDecoder.settling();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            while (in.hasRemaining()) {
                if (decoder.decode(in, Boundary.MORE) == null) {
                    throw decoder.incomplete(in, "the input ended");
                }
            }
            return null;
        } catch (ProtocolException e) {
            return e.getMessage();
        }
    }

    /** Answers the text if there is one, since some requests are refused only then. */
    private static @Nullable String refusalOfRequest(byte[] request) {
        ConversationDriver server = server().arrive(request);
        XorPacket reply = packets(server).get(0);
        if (!XorResult.isResult(reply)) {
            server.arrive(new XorPacket(true, KEY, reply.sid(), TEXT).encode());
        }
        return refusal(server);
    }

    private static @Nullable String refusalOfAnswer(byte[] answer, boolean afterRequest) {
        ConversationDriver server = server();
        if (!afterRequest) {
            server.arrive(REQUEST.encode());
        }
        return refusal(server.arrive(answer).end());
    }

    private static @Nullable String refusalOfText(byte[] text) {
        String refusal = ScriptedServer.refusal(REQUEST, text);
        return refusal != null && refusal.contains(XorRule.RESULT.number()) ? null : refusal;
    }

    private static ConversationDriver server() {
        ScoreRegister register = (student, points) -> points;
        XorTask task = new XorTask(XorText.of(TEXT), () -> KEY, register);
        return XorServerFixture.serve(task, XorListener.SILENT);
    }

    private static @Nullable String refusal(ConversationDriver server) {
        List<XorPacket> packets = packets(server);
        XorResult result = XorResult.of(packets.get(packets.size() - 1));
        return result.good() && !result.registrationFailed() ? null : result.message();
    }

    private static List<XorPacket> packets(ConversationDriver server) {
        return server.messages(XorFrameDecoder.liberal()).stream()
                .map(XorFrame::packet)
                .toList();
    }
}
