// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.ToyProtocols;
import org.jspecify.annotations.Nullable;

/** A client sends lines, and a server replies with the same lines; the first character of a reply is secret. */
class ToyDialogue implements Dialogue<String, String> {
    private int open;

    @Override
    public Protocol<String, ?> server() {
        return ToyProtocols.LINES;
    }

    @Override
    public Protocol<String, ?> client() {
        return ToyProtocols.LINES;
    }

    @Override
    public Description fromClient(String line) {
        open++;
        return Description.of("ask " + line)
                .with("text", line.length(), "'" + line + "'")
                .with("end", 1, "line feed");
    }

    @Override
    public Description fromServer(String line) {
        open--;
        return Description.of("answer")
                .withSecret("key", 1)
                .breaking(open < 0 ? new ProtocolException(Reason.TRAILING, 0, "an answer without a question") : null);
    }

    @Override
    public @Nullable ProtocolException ended(Side side) {
        return side == Side.SERVER && open > 0
                ? new ProtocolException(Reason.TRUNCATED, 0, "the server owes an answer")
                : null;
    }

    @Override
    public boolean hidesUndecoded(Side sender) {
        return sender == Side.SERVER;
    }
}
