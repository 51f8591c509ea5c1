// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.numbers;

import java.util.Objects;

/**
 * A request and its reply.
 *
 * @param request what the client sent
 * @param reply what the server answered; whether its sum is right is for {@link NumberReply#agreesWith} to say
 */
public record NumberExchange(NumberRequest request, NumberReply reply) implements NumberOutcome {
    /**
     * Makes an exchange.
     *
     * @param request what the client sent
     * @param reply what the server answered
     */
    public NumberExchange {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(reply, "reply");
    }
}
