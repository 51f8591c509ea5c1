// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import java.util.Map;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A preprocessor that lets a key start with a minus sign, as one key in 64 does. Without it, picocli would refuse
 * {@code --key -o7f...}, because it would parse {@code -o7f...} as the option {@code -o}.
 */
final class KeyArgument implements IParameterPreprocessor {
    /** Called by picocli. */
    KeyArgument() {}

    @Override
    @SuppressWarnings("JdkObsolete") // picocli's interface requires a Stack.
    public boolean preprocess(
            Stack<String> args, CommandSpec command, @Nullable ArgSpec argument, Map<String, Object> info) {
        command.parser().allowOptionsAsOptionParameters(true);
        return false;
    }
}
