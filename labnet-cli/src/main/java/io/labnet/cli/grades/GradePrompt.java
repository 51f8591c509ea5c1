// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import io.labnet.cli.connect.Unreachable;
import io.labnet.core.codec.ProtocolException;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeAnswer;
import io.labnet.grades.GradeOutcome;
import io.labnet.grades.GradeOutcome.NoAnswer;
import io.labnet.grades.GradeRequest;
import io.labnet.grades.client.GradeClient;
import io.labnet.grades.file.KeyFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The prompt of the grades client: reads a request, prints its answer, and prompts again. */
final class GradePrompt {
    private static final String PROMPT = "Enter a student number and a command (or exit): ";
    private static final String INVALID = "The input is invalid, please try again.";

    private final GradeClient client;
    private final KeyFile keys;
    private final RequestSeparator separator;
    private final BufferedReader in;
    private final PrintStream out;
    private final PrintStream err;

    GradePrompt(
            GradeClient client,
            KeyFile keys,
            RequestSeparator separator,
            InputStream in,
            PrintStream out,
            PrintStream err) {
        this.client = client;
        this.keys = keys;
        this.separator = separator;
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
        this.err = err;
    }

    /**
     * Runs until {@code exit} or the end of the input.
     *
     * @return the exit code: 0 if a request was answered, or if only {@code exit} was typed
     */
    int run() throws IOException {
        boolean asked = false;
        boolean answered = false;
        while (true) {
            out.print(PROMPT);
            out.flush();
            String line = in.readLine();
            if (line == null) {
                out.println();
                if (!asked) {
                    err.println("the input ended without a request");
                }
                return answered ? 0 : 1;
            }
            if (line.strip().equals("exit")) {
                return answered || !asked ? 0 : 1;
            }
            asked = true;
            answered |= isAnswered(line);
        }
    }

    /** Sends a typed request, and prints the answer or why there is none. */
    private boolean isAnswered(String typed) {
        GradeRequest request;
        try {
            request = separator.applyTo(RequestText.parse(typed));
        } catch (ProtocolException e) {
            return invalid(e.getMessage());
        }
        FernetKey key = keys.key(request.student());
        if (key == null) {
            return invalid(GradeClientCommand.noKey(request.student()));
        }
        out.println("Command entered: " + request.command());
        out.println(request.command().progress());
        try {
            GradeOutcome outcome = client.ask(request, key);
            if (outcome instanceof GradeAnswer answer) {
                out.println(GradeClientCommand.shown(answer, err));
                return true;
            }
            err.println(GradeClientCommand.explanation((NoAnswer) outcome));
        } catch (IOException e) {
            err.println(Unreachable.server(client.server(), e).getMessage());
        }
        return false;
    }

    private boolean invalid(String problem) {
        err.println(INVALID);
        err.println(problem);
        return false;
    }
}
