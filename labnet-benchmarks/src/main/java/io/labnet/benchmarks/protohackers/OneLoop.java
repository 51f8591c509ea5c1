// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.protohackers;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.examples.protohackers.BudgetChat;
import io.labnet.examples.protohackers.MeansToAnEnd;
import io.labnet.examples.protohackers.PrimeTime;

/** A worked example, or its equivalent with Netty, on one thread. Argument: the simple name of its class. */
public final class OneLoop {
    private OneLoop() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("io.netty.eventLoopThreads", "1");
        String[] freePort = {"0"};
        TcpTransport tcp = new TcpTransport();
        Endpoint at = Endpoint.loopback(0);
        ServerOptions options = ServerOptions.defaults().withLoops(1);
        switch (args[0]) {
            case "PrimeTime" -> say(PrimeTime.serve(tcp, at, options));
            case "MeansToAnEnd" -> say(MeansToAnEnd.serve(tcp, at, options));
            case "BudgetChat" -> say(BudgetChat.serve(tcp, at, options));
            case "NettyPrimeTime" -> NettyPrimeTime.main(freePort);
            case "NettyMeansToAnEnd" -> NettyMeansToAnEnd.main(freePort);
            case "NettyBudgetChat" -> NettyBudgetChat.main(freePort);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void say(Server server) {
        System.out.println("listening on port " + server.endpoint().port());
    }
}
