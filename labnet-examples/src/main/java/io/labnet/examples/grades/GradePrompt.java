// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.grades;

import io.labnet.core.codec.ProtocolException;
import io.labnet.examples.cli.Unreachable;
import io.labnet.fernet.FernetKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The conversation with the person at the client: a request, its answer, and the prompt again. */
final class GradePrompt {
    private static final String PROMPT = "Enter a student number and a command (or exit): ";
    private static final String INVALID = "The input is invalid, please try again.";

    private final GradeClient client;
    private final KeyFile keys;
    private final BufferedReader in;
    private final PrintStream out;

    GradePrompt(GradeClient client, KeyFile keys, InputStream in, PrintStream out) {
        this.client = client;
        this.keys = keys;
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    /** Goes on until the person says {@code exit} or nothing more. Answers the exit code. */
    int run() throws IOException {
        while (true) {
            out.print(PROMPT);
            out.flush();
            String line = in.readLine();
            if (line == null) {
                out.println();
                return 0;
            }
            if (line.strip().equals("exit")) {
                return 0;
            }
            handle(line.strip());
        }
    }

    private void handle(String typed) {
        GradeRequest request;
        try {
            request = GradeClientCommand.parse(typed);
        } catch (ProtocolException e) {
            out.println(INVALID);
            return;
        }
        FernetKey key = keys.key(request.student());
        if (key == null) {
            out.println(INVALID);
            return;
        }
        out.println("Command entered: " + request.command());
        out.println(request.command().progress());
        try {
            GradeOutcome outcome = client.ask(request, key);
            out.println(
                    outcome instanceof GradeAnswer answer
                            ? GradeClientCommand.shown(answer, out)
                            : ((NoAnswer) outcome).explanation());
        } catch (IOException e) {
            out.println(Unreachable.server(client.server(), e).getMessage());
        }
    }
}
