// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.client;

import io.labnet.core.codec.ProtocolException;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.internal.ExchangeFault;
import java.util.stream.Collectors;

/**
 * A request and its reply.
 *
 * @param request the request of the client
 * @param reply the reply of the server, which may be wrong: see {@link #fault}
 */
public record NumberExchange(NumberRequest request, NumberReply reply) implements NumberOutcome {
    /**
     * Returns the fault of the reply. A missing sum, as from an older server, is not a fault.
     *
     * @return a message about a server's number out of range or an incorrect sum; empty if the reply is right
     */
    @Override
    public String fault() {
        return ExchangeFault.ofReply(request, reply).stream()
                .map(ProtocolException::getMessage)
                .collect(Collectors.joining("; "));
    }
}
