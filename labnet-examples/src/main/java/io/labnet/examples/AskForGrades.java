// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import io.labnet.core.codec.EscapedText;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.TcpTransport;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeAnswer;
import io.labnet.grades.GradeOutcome;
import io.labnet.grades.GradeOutcome.NoAnswer;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.client.GradeClient;
import io.labnet.grades.file.KeyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** A minimal grade client, to copy: asks one question and prints the answer. */
public final class AskForGrades {
    private AskForGrades() {}

    /**
     * Prints the answer to one request, such as {@code "1803933 GMA"}, which is sent as given.
     *
     * @param args a key file, a port of this machine, and the request
     * @throws Exception if an argument is invalid, or the server can't be reached
     */
    public static void main(String[] args) throws Exception {
        if (args.length < 3) {
            System.err.println("usage: AskForGrades KEY-FILE PORT REQUEST");
            System.exit(2);
        }
        KeyFile keys = KeyFile.read(Path.of(args[0]));
        Endpoint server = Endpoint.loopback(Integer.parseInt(args[1]));
        byte[] typed = args[2].getBytes(StandardCharsets.US_ASCII);
        GradeRequest request = GradeRequest.decode(typed);
        FernetKey key = Objects.requireNonNull(keys.key(request.student()), "no key for " + request.student());
        GradeOutcome outcome = new GradeClient(new TcpTransport(), server).ask(request, key);
        if (outcome instanceof GradeAnswer answer) {
            System.out.println(EscapedText.of(answer.text()));
        } else if (outcome instanceof NoAnswer none) {
            System.err.println("AskForGrades: " + none.explanation());
            System.exit(1);
        }
    }
}
