// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto.client;

import io.labnet.core.session.Conversation;
import io.labnet.testkit.ConversationDriver;
import io.labnet.xorproto.ChecksumForm;
import io.labnet.xorproto.NoXorResult;
import io.labnet.xorproto.XorPacket;
import org.jspecify.annotations.Nullable;

/** A server that sends given bytes, for tests outside this package. */
public final class ScriptedServer {
    private ScriptedServer() {}

    /** Returns what a client finds wrong in a server that sends these bytes and closes; {@code null} if nothing. */
    public static @Nullable String refusal(XorPacket request, byte[]... sent) {
        XorClientSession session =
                new XorClientSession(request, ChecksumForm.RFC_1071, XorClient.DEFAULT_MAX_TEXT_BYTES);
        ConversationDriver client = new ConversationDriver(new Conversation<>(session.protocol(), session));
        for (byte[] part : sent) {
            client.arrive(part);
        }
        client.end();
        return session.outcome() instanceof NoXorResult none ? none.explanation() : null;
    }
}
