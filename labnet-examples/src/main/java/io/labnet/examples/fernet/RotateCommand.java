// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.fernet;

import io.labnet.examples.cli.CommonOptions;
import io.labnet.examples.cli.Failure;
import io.labnet.fernet.RotatedToken;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code labnet fernet rotate}: a token under the first key instead of an older one. */
@Command(
        name = "rotate",
        preprocessor = KeyArgument.class,
        description = {
            "Encrypts the message of a token anew, with the first key.",
            "It keeps its time. Which key had opened it is told on standard error."
        })
final class RotateCommand extends CommonOptions implements Callable<Integer> {
    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Mixin
    private final TokenInput input = new TokenInput();

    @Mixin
    private final LenientOption form = new LenientOption();

    @Override
    public Integer call() throws Failure, IOException {
        RotatedToken rotated = input.whole(form.of(keys.fernet())::rotate);
        StandardOutput.println(rotated.text());
        // Last, for it says that all went well.
        System.err.println("opened with key " + (rotated.keyIndex() + 1));
        return 0;
    }
}
