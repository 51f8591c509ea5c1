// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.TcpTransport;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeProtocol;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.file.GradeBookReader;
import io.labnet.grades.server.GradeListener;
import io.labnet.grades.server.GradeService;
import java.nio.file.Path;

/** A minimal grade server, to copy: a file, a service, a transport. */
public final class ServeGrades {
    private ServeGrades() {}

    /**
     * Answers from a CSV file until the process ends.
     *
     * @param args the file and the port, by default {@value GradeProtocol#DEFAULT_PORT}
     * @throws Exception if the file is unusable or the port is in use
     */
    public static void main(String[] args) throws Exception {
        if (args.length < 1) {
            System.err.println("usage: ServeGrades FILE [PORT]");
            System.exit(2);
        }
        int port = args.length > 1 ? Integer.parseInt(args[1]) : GradeProtocol.DEFAULT_PORT;
        GradeBook book = GradeBookReader.read(Path.of(args[0]));
        GradeListener listener = GradeListener.printing(GradeReplyForm.TOKEN, false, System.out);
        listener.loaded(book);
        GradeService service = new GradeService(() -> book, GradeReplyForm.TOKEN, false, listener);
        Server server = new TcpTransport().serve(Endpoint.loopback(port), service);
        listener.listening(server.endpoint());
        server.stopped().toCompletableFuture().join();
    }
}
