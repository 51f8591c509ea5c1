// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.client;

import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.NumberRule;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        String range = NumberRule.SERVER_RANGE.cited("the server's number " + reply.serverNumber() + " is not within "
                + NumberRequest.MIN_NUMBER + " to " + NumberRequest.MAX_NUMBER);
        String sum = NumberRule.SUM.cited(
                "the server's sum is " + reply.sum() + ", but the correct sum is " + reply.sumWith(request),
                isJoined() ? "the numbers were added as strings" : null);
        return Stream.of(reply.isInRange() ? "" : range, reply.agreesWith(request) ? "" : sum)
                .filter(problem -> !problem.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** Returns whether the sum consists of the digits of both numbers, joined as text. */
    private boolean isJoined() {
        String sum = String.valueOf(reply.sum());
        String client = String.valueOf(request.clientNumber());
        String server = String.valueOf(reply.serverNumber());
        return sum.equals(client + server) || sum.equals(server + client);
    }
}
