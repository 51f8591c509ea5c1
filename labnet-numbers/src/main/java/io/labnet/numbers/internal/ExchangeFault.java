// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.internal;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.NumberRule;
import java.util.ArrayList;
import java.util.List;

/** The faults of messages whose form is right. */
public final class ExchangeFault {
    private ExchangeFault() {}

    /** {@return the fault of a request whose number is out of range} */
    public static ProtocolException ofRange(NumberRequest request) {
        return fault(NumberRule.CLIENT_RANGE, "the number " + range(request.clientNumber()));
    }

    /** {@return what is wrong with the reply to a request: the server's number, the sum, both, or nothing} */
    public static List<ProtocolException> ofReply(NumberRequest request, NumberReply reply) {
        List<ProtocolException> faults = new ArrayList<>();
        if (!reply.isInRange()) {
            faults.add(fault(NumberRule.SERVER_RANGE, "the server's number " + range(reply.serverNumber())));
        }
        if (!reply.agreesWith(request)) {
            String problem =
                    "the server's sum is " + reply.sum() + ", but the correct sum is " + reply.sumWith(request);
            faults.add(fault(NumberRule.SUM, problem)
                    .withLikelyCause(isJoined(request, reply) ? "the numbers were added as strings" : null));
        }
        return faults;
    }

    /** Returns whether the sum consists of the digits of both numbers, joined as text. */
    private static boolean isJoined(NumberRequest request, NumberReply reply) {
        String sum = String.valueOf(reply.sum());
        String client = String.valueOf(request.clientNumber());
        String server = String.valueOf(reply.serverNumber());
        return sum.equals(client + server) || sum.equals(server + client);
    }

    private static String range(long number) {
        return number + " is not within " + NumberRequest.MIN_NUMBER + " to " + NumberRequest.MAX_NUMBER;
    }

    private static ProtocolException fault(NumberRule rule, String problem) {
        return new ProtocolException(rule, Reason.MALFORMED, 0, problem);
    }
}
