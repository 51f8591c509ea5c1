// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.TcpTransport;
import io.labnet.numbers.NumberRequest;
import io.labnet.numbers.client.NumberClient;
import io.labnet.numbers.client.NumberExchange;
import io.labnet.numbers.client.NumberOutcome;

/** A minimal numbers client, to copy: sends a name and a number, and prints the reply. */
public final class ExchangeNumbers {
    private ExchangeNumbers() {}

    /**
     * Sends one number and prints the outcome.
     *
     * @param args a port of this machine, and a number
     * @throws Exception if an argument is invalid, or the server can't be reached
     */
    public static void main(String[] args) throws Exception {
        if (args.length < 2) {
            System.err.println("usage: ExchangeNumbers PORT NUMBER");
            System.exit(2);
        }
        NumberClient client = new NumberClient(new TcpTransport(), Endpoint.loopback(Integer.parseInt(args[0])));
        NumberRequest request = new NumberRequest(NumberClient.DEFAULT_NAME, Long.parseLong(args[1]));
        NumberOutcome outcome = client.exchange(request);
        if (outcome instanceof NumberExchange done) {
            System.out.println(NumberClient.DEFAULT_NAME + " | "
                    + EscapedText.of(done.reply().serverName()));
            System.out.println(done.reply().summaryWith(request));
        } else if (outcome instanceof NumberOutcome.ServerEnded) {
            System.out.println("the number is out of range: the server ends");
        }
        if (!outcome.fault().isEmpty()) {
            System.err.println("ExchangeNumbers: " + outcome.fault());
            System.exit(1);
        }
    }
}
