// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.protohackers;

import io.labnet.core.session.ByteSession;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.TcpTransport;
import io.labnet.examples.protohackers.BudgetChat;
import io.labnet.examples.protohackers.MeansToAnEnd;
import io.labnet.examples.protohackers.PrimeTime;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Runs a worked example, or its equivalent with Netty, on one thread. Argument: the simple name of the example's class.
 */
public final class OneLoop {
    private OneLoop() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("io.netty.eventLoopThreads", "1");
        String[] freePort = {"0"};
        switch (args[0]) {
            case "PrimeTime" -> serve(PrimeTime::conversation);
            case "MeansToAnEnd" -> serve(MeansToAnEnd::conversation);
            case "BudgetChat" -> serve(new BudgetChat()::conversation);
            case "NettyPrimeTime" -> NettyPrimeTime.main(freePort);
            case "NettyMeansToAnEnd" -> NettyMeansToAnEnd.main(freePort);
            case "NettyBudgetChat" -> NettyBudgetChat.main(freePort);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void serve(Supplier<? extends ByteSession> sessions) throws IOException {
        ServerOptions options = ServerOptions.defaults().withLoops(1);
        Server server = new TcpTransport().serve(Endpoint.loopback(0), peer -> sessions.get(), options);
        System.out.println("listening on port " + server.endpoint().port());
    }
}
