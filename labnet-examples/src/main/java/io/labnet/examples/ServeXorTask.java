// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.store.scores.ScoreBook;
import io.labnet.xorproto.XorProtocol;
import io.labnet.xorproto.server.FileText;
import io.labnet.xorproto.server.ScoreRegister;
import io.labnet.xorproto.server.XorListener;
import io.labnet.xorproto.server.XorService;
import io.labnet.xorproto.server.XorTask;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** A minimal XOR server, to copy: a text, a score book, a service, a transport. */
public final class ServeXorTask {
    private ServeXorTask() {}

    /**
     * Serves the task until the process ends.
     *
     * @param args the file with the text, the file of the scores and the port, by default {@value XorProtocol#DEFAULT_PORT}
     * @throws Exception if a file is unusable or the port is in use
     */
    public static void main(String[] args) throws Exception {
        if (args.length < 2) {
            System.err.println("usage: ServeXorTask TEXT-FILE SCORE-FILE [PORT]");
            System.exit(2);
        }
        int port = args.length > 2 ? Integer.parseInt(args[2]) : XorProtocol.DEFAULT_PORT;
        ScoreRegister scores = ScoreBook.open(args[1]).xorRegister(Clock.systemUTC());
        FileText text = FileText.open(Path.of(args[0]));
        XorTask task = new XorTask(text, XorTask.randomKeys(new SecureRandom()), scores);
        XorListener listener = XorListener.printing(System.out);
        listener.loaded(text);
        Server server = new TcpTransport().serve(Endpoint.loopback(port), new XorService(task, listener));
        listener.listening(server.endpoint());
        server.stopped().toCompletableFuture().join();
    }
}
