// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.Protocol;
import java.util.Objects;

/**
 * A last line of text for a peer that made a mistake, in protocols without an error message. The line is not part of
 * the protocol, so a server sends it only if it was configured to do so, for teaching.
 */
public final class Explanation {
    /** The largest number of characters of the text; further ones are omitted. */
    public static final int MAX_CHARS = 500;

    private static final Protocol<String, String> TEXT = new Protocol<>(
            "explanation", () -> (in, boundary) -> null, (String text, ByteSink out) -> out.putText(text), 1);

    private Explanation() {}

    /**
     * Sends a line after the messages already sent, and finishes the conversation.
     *
     * @param why the text; control characters are escaped, and only {@value #MAX_CHARS} characters are sent
     * @param out the outbox of the conversation, which must not have finished; not usable afterwards
     * @param session the session that explains; its {@link Session#closed} is called at the end
     * @throws IllegalStateException if the outbox is used outside the call that received it
     */
    public static void finish(String why, Outbox<?> out, Session<?, ?> session) {
        String line = EscapedText.of(why, MAX_CHARS) + "\n";
        Objects.requireNonNull(session, "session");
        out.switchTo(TEXT, new Session<>() {
            @Override
            public void opened(Outbox<String> then) {
                then.send(line);
                then.finish();
            }

            @Override
            public void received(String message, Outbox<String> then) {}

            @Override
            public void closed() {
                session.closed();
            }
        });
    }
}
