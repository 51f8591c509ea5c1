// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.xor;

import io.labnet.cli.command.Bounds;
import io.labnet.cli.command.Choices;
import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.connect.ServerAddressOptions;
import io.labnet.cli.connect.Unreachable;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.UsageError;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.transport.Endpoint;
import io.labnet.xorproto.NoXorResult;
import io.labnet.xorproto.NoXorResult.Reason;
import io.labnet.xorproto.XorOutcome;
import io.labnet.xorproto.XorPacket;
import io.labnet.xorproto.XorProtocol;
import io.labnet.xorproto.XorResult;
import io.labnet.xorproto.XorRule;
import io.labnet.xorproto.client.ChecksumChoice;
import io.labnet.xorproto.client.XorClient;
import io.labnet.xorproto.client.XorReport;
import io.labnet.xorproto.server.XorTask;
import io.labnet.xorproto.trace.XorDialogue;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code labnet xor client}: runs the task once. */
@Command(
        name = "client",
        description = {
            "Requests the text and sends it back decrypted.",
            "Prints the result. The exit code is 0 only if it is GOOD and, for a submission, registered."
        },
        footer = {
            "",
            "Examples:",
            "  labnet xor client --host=127.0.0.1 --port=4000 --studentID=20200000",
            "  labnet xor client --studentID=20200000 --keyword=test --checksum=swapped"
        })
final class XorClientCommand extends CommonOptions implements Callable<Integer> {
    private static final int MEBIBYTE = 1 << 20;
    private static final int MAX_SCORE = 50;

    private static final class Forms extends Choices<ChecksumChoice> {
        Forms() {
            super(ChecksumChoice.class);
        }
    }

    @Mixin
    private final ServerAddressOptions dial = new ServerAddressOptions(XorProtocol.DEFAULT_PORT, XorDialogue::new);

    @Bounds(min = 0, max = XorPacket.MAX_SID)
    @Option(
            names = "--studentID",
            paramLabel = "ID",
            required = true,
            description = "the student id, of 8 digits (required)")
    private long studentId;

    @Option(
            names = "--keyword",
            paramLabel = "WORD",
            defaultValue = "sbmt",
            description = "4 lower-case letters: sbmt to submit, any other to test (default: ${DEFAULT-VALUE})")
    private String keyword = "sbmt";

    @Option(
            names = "--checksum",
            paramLabel = "FORM",
            defaultValue = "auto",
            converter = Forms.class,
            completionCandidates = Forms.class,
            description =
                    "rfc (RFC 1071), swapped (RFC 1071 with its two bytes swapped), or auto: rfc, then swapped if the server "
                            + "refuses rfc (default: ${DEFAULT-VALUE})")
    private ChecksumChoice checksum = ChecksumChoice.AUTO;

    @Bounds(min = 1, max = Integer.MAX_VALUE, unit = "MiB")
    @Option(
            names = "--max-text",
            paramLabel = "MIB",
            description = "the largest text to accept, in MiB (default: ${DEFAULT-VALUE} MiB)")
    private int maxText = (int) (XorClient.DEFAULT_MAX_TEXT_BYTES / MEBIBYTE);

    @Override
    public Integer call() throws Failure {
        requireKeyword();
        Endpoint server = dial.endpoint();
        XorReport report;
        try {
            report = new XorClient(dial.transport(), server)
                    .withMaxTextBytes((long) maxText * MEBIBYTE)
                    .run(keyword, studentId, checksum);
        } catch (IOException e) {
            throw Unreachable.server(server, e);
        }
        if (report.refused() != null) {
            String request = "the request with the checksum of RFC 1071";
            String what = report.refused() instanceof NoXorResult
                    ? request + " got no reply"
                    : "the server refused " + request;
            System.err.println(what + " (" + shown(report.refused()) + "), so it was sent again byte-swapped");
        }
        if (report.outcome() instanceof XorResult result) {
            System.out.println(result.lines());
            warnOfScore(result.score());
            if (!result.good()) {
                throw new Failure("the result is " + result.keyword() + ", with a score of " + result.score());
            }
            if (result.registrationFailed()) {
                throw new Failure("the score of " + result.score() + " was not registered, see the message");
            }
            return 0;
        }
        boolean tooLong = report.outcome() instanceof NoXorResult none && none.reason() == Reason.TOO_LONG;
        throw new Failure(shown(report.outcome()) + (tooLong ? "; --max-text allows more" : ""));
    }

    private void warnOfScore(long score) {
        if (score > MAX_SCORE) {
            String what = score == studentId ? "the student id" : Long.toString(score);
            String problem =
                    "warning: the score is " + what + ": the sid of the result is the score, 0 to " + MAX_SCORE;
            System.err.println(XorRule.RESULT.cited(problem));
        }
    }

    private void requireKeyword() {
        if (!XorTask.isKey(keyword)) {
            throw new UsageError("--keyword '" + keyword + "' is not 4 lower-case ASCII letters");
        }
    }

    private static String shown(XorOutcome outcome) {
        return outcome instanceof NoXorResult none
                ? none.explanation()
                : EscapedText.of(((XorResult) outcome).message());
    }
}
