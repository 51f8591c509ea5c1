// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.trace;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.rule.Rule;
import io.labnet.core.transport.trace.Description;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.core.transport.trace.Side;
import io.labnet.numbers.NumberProtocol;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.NumberRule;
import io.labnet.numbers.internal.ExchangeFault;
import org.jspecify.annotations.Nullable;

/** The dialogue of one connection: a request and its reply. */
public final class NumberDialogue implements Dialogue<NumberRequest, NumberReply> {
    private static final Rule ONE_OBJECT = () -> "numbers-1.5";

    private @Nullable NumberRequest request;
    private final boolean judgesRange;
    private boolean replied;

    /** Creates the dialogue of a new connection. */
    public NumberDialogue() {
        this(true);
    }

    /**
     * Creates the dialogue of a new connection.
     *
     * @param judgesRange whether a client breaks a rule by a number out of range, which ends the server; a person may
     *     have told it to send that number
     */
    public NumberDialogue(boolean judgesRange) {
        this.judgesRange = judgesRange;
    }

    @Override
    public Protocol<NumberRequest, ?> server() {
        return NumberProtocol.server();
    }

    @Override
    public Protocol<NumberReply, ?> client() {
        return NumberProtocol.client();
    }

    @Override
    public Description fromClient(NumberRequest message) {
        boolean first = request == null;
        request = first ? message : request;
        ProtocolException range = message.isInRange() || !judgesRange ? null : ExchangeFault.ofRange(message);
        return Description.of("request of " + message.clientName() + " with the number " + message.clientNumber())
                .breaking(first ? range : fault(ONE_OBJECT, "a connection carries one request, and this is another"));
    }

    @Override
    public Description fromServer(NumberReply message) {
        boolean first = !replied;
        replied = true;
        String sum = message.sum() == null ? ", without a sum" : " and the sum " + message.sum();
        String words = "reply of " + message.serverName() + " with the number " + message.serverNumber() + sum;
        return Description.of(words)
                .breaking(
                        first
                                ? ofReply(message)
                                : fault(ONE_OBJECT, "a connection carries one reply, and this is another"));
    }

    private @Nullable ProtocolException ofReply(NumberReply reply) {
        return request == null
                ? null
                : ExchangeFault.ofReply(request, reply).stream().findFirst().orElse(null);
    }

    @Override
    public @Nullable ProtocolException ended(Side side) {
        boolean owed = request != null && request.isInRange() && !replied;
        return side == Side.SERVER && owed
                ? fault(
                        NumberRule.WHOLE_OBJECT,
                        "the server closed the connection without a reply; expected " + NumberReply.EXAMPLE)
                : null;
    }

    private static ProtocolException fault(Rule rule, String problem) {
        return new ProtocolException(rule, Reason.MALFORMED, 0, problem);
    }
}
