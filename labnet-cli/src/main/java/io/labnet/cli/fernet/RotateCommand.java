// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.FileErrors;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.InterruptOnExit;
import io.labnet.cli.process.UnwrittenOutputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code labnet fernet rotate}: encrypts the messages of tokens again, with the first key. */
@Command(
        name = "rotate",
        preprocessor = KeyArgument.class,
        description = {
            "Encrypts the messages of tokens again, with the first key.",
            "Reads one token per line. A new token keeps its timestamp. Everything else is copied byte for byte: a token "
                    + "that the first key opens, an empty line, white space around a token, and a line that is refused, "
                    + "because it is not a token of these keys. So no line is lost, and none changes its place. To standard "
                    + "output, a missing line feed at the end is added.",
            "A token on several lines is refused, even with --lenient, and so is a line with anything but a token and "
                    + "white space around it. A line that is a key ends the command, and is not copied.",
            "Standard error gets the numbers of the first 100 refused lines, the keys that opened tokens, and a summary; "
                    + "if a line was refused, the exit code is 1. With -o, the file appears when it is complete, and only "
                    + "if no line was refused. It keeps its owner and permissions. One line is held in memory at a time: a "
                    + "message has at most " + TokenInput.MAX_MEBIBYTES + " MiB."
        },
        footer = {
            "",
            "Examples:",
            "  labnet fernet rotate --key-file new.key --key-file old.key old.token",
            "  labnet fernet rotate --key-env NEW --key-env OLD tokens.txt -o tokens.txt"
        })
final class RotateCommand extends CommonOptions implements Callable<Integer> {
    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Mixin
    private final TokenInput input = new TokenInput();

    @Mixin
    private final TargetOption target = new TargetOption();

    @Mixin
    private final LenientOption form = new LenientOption();

    @Override
    public Integer call() throws Failure {
        Path to = target.path();
        keys.requireNotReplacedBy(to);
        if (to == null && input.isSameFile(StandardOutput.DEVICE)) {
            throw new Failure(input.name() + " is also standard output, which would overwrite it; use -o FILE");
        }
        TokenRotation rotation = new TokenRotation(keys.keys(), form);
        try {
            if (to == null) {
                rotateToStandardOutput(rotation);
            } else {
                rotate(rotation, to);
            }
        } catch (UnwrittenOutputException e) {
            // Without its cause, because a closed pipe would be no failure then; but here, tokens are lost.
            throw new Failure(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Failure("cannot write " + to + ": " + FileErrors.reason(e), e);
        } catch (OutOfMemoryError e) {
            throw new Failure(
                    "there is too little memory for line " + rotation.line() + " of " + input.name()
                            + "; allow java more, for example with -Xmx1g",
                    e);
        }
        // Printed after the tokens are written, because this reports success.
        System.err.println(rotation.summary());
        if (to != null && rotation.refused() > 0) {
            throw new Failure(to + " was not written, because tokens were refused; without -o they are copied");
        }
        return rotation.refused() > 0 ? 1 : 0;
    }

    private void rotateToStandardOutput(TokenRotation rotation) throws Failure, IOException {
        OutputStream out = new BufferedOutputStream(new StandardOutput(), 1 << 16);
        try (InputStream in = opened()) {
            rotation.copy(in, input.name(), out, true);
        }
        out.flush();
    }

    @SuppressWarnings("try") // The resource 'end' is only closed, never read.
    private void rotate(TokenRotation rotation, Path to) throws Failure, IOException {
        try (InterruptOnExit end = input.orderlyEnd();
                InputStream in = opened();
                ReplacedFile file = new ReplacedFile(to)) {
            rotation.copy(in, input.name(), file.out(), false);
            boolean isUpToDate = rotation.rotated() == 0 && input.isSameFile(to);
            if (rotation.refused() == 0 && !isUpToDate) {
                file.publish();
            }
        }
    }

    private InputStream opened() throws Failure {
        try {
            return TokenInput.openInterruptibly(input.file());
        } catch (IOException e) {
            throw TokenInput.unreadable(input.name(), e);
        }
    }
}
