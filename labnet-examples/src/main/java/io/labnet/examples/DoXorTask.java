// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.TcpTransport;
import io.labnet.xorproto.NoXorResult;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.client.ChecksumChoice;
import io.labnet.xorproto.client.XorClient;
import io.labnet.xorproto.client.XorReport;

/** A minimal XOR client, to copy: submits once and prints the result. */
public final class DoXorTask {
    private DoXorTask() {}

    /**
     * Submits once and prints the result. The exit code is 0 only if the result is GOOD and registered.
     *
     * @param args the host, the port and the student id
     * @throws Exception if an argument is invalid, or the server can't be reached
     */
    public static void main(String[] args) throws Exception {
        if (args.length < 3) {
            System.err.println("usage: DoXorTask HOST PORT STUDENT-ID");
            System.exit(2);
        }
        Endpoint server = new Endpoint(args[0], Integer.parseInt(args[1]));
        XorClient client = new XorClient(new TcpTransport(), server);
        XorReport report = client.run("sbmt", Long.parseLong(args[2]), ChecksumChoice.AUTO);
        if (report.outcome() instanceof XorResult result) {
            System.out.println(result.lines());
            if (!result.good() || result.registrationFailed()) {
                System.exit(1);
            }
        } else if (report.outcome() instanceof NoXorResult none) {
            System.err.println("DoXorTask: " + none.explanation());
            System.exit(1);
        }
    }
}
