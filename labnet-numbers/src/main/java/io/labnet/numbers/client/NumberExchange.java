// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.client;

import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request and its reply.
 *
 * @param request what the client sent
 * @param reply what the server answered; {@link #fault} tells whether it is right
 */
public record NumberExchange(NumberRequest request, NumberReply reply) implements NumberOutcome {
    /**
     * Tells what is wrong with the reply. That of an older server, without a sum, lacks nothing.
     *
     * @return the server's number if it is out of range, the sum if it is another than that of both numbers, in words;
     *     empty if the reply is right
     */
    @Override
    public String fault() {
        String range = "the server's number " + reply.serverNumber() + " is not within " + NumberRequest.MIN_NUMBER
                + " to " + NumberRequest.MAX_NUMBER;
        String sum = "the server says that the sum is " + reply.sum() + ", but it is " + reply.sumWith(request);
        return Stream.of(reply.isInRange() ? "" : range, reply.agreesWith(request) ? "" : sum)
                .filter(problem -> !problem.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
