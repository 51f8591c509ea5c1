// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.client;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Conversation;
import io.labnet.core.session.Outbox;
import io.labnet.core.session.Session;
import io.labnet.crds.CrdsCommand;
import io.labnet.crds.CrdsCommand.FindRoom;
import io.labnet.crds.CrdsCommand.GetDirectory;
import io.labnet.crds.CrdsCommandDecoder;
import io.labnet.crds.CrdsProtocol;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** A server that sends the next scripted reply to each request, and then ends in a given way. */
final class ScriptedSession implements Session<CrdsCommand, String> {
    /** What the server does after the last reply. */
    enum End {
        NONE,
        FINISH,
        ABORT
    }

    private static final Encoder<String> HEX =
            (hex, out) -> out.put(HexFormat.of().parseHex(hex));

    private final Deque<String> replies;
    private final End end;

    ScriptedSession(List<String> replies, End end) {
        this.replies = new ArrayDeque<>(replies);
        this.end = end;
    }

    ByteSession conversation() {
        return new Conversation<>(
                new Protocol<>("script", CrdsCommandDecoder::new, HEX, CrdsProtocol.MAX_COMMAND_BYTES), this);
    }

    @Override
    public void received(CrdsCommand command, Outbox<String> out) {
        if (!(command instanceof GetDirectory || command instanceof FindRoom)) {
            return;
        }
        String reply = replies.poll();
        if (reply != null) {
            out.send(reply);
        }
        if (!replies.isEmpty()) {
            return;
        }
        if (end == End.FINISH) {
            out.finish();
        } else if (end == End.ABORT) {
            out.abort();
        }
    }
}
