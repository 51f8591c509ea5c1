// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import io.labnet.cli.command.CommonOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code labnet demo}: every system at work, and whether it did what was expected. */
@Command(
        name = "demo",
        description = {
            "Shows every system at work.",
            "It runs real servers and clients on free ports of this machine, shows what they say, and ends "
                    + "with a table. Exit code 1 if anything differs from what was expected."
        })
public final class DemoCommand extends CommonOptions implements Callable<Integer> {
    /** Makes the command; picocli does. */
    public DemoCommand() {}

    @Override
    public Integer call() {
        Transcript transcript = new Transcript(System.out);
        for (DemoSection section :
                List.of(new GradesDemo(), new ChatDemo(), new XorDemo(), new ComputeDemo(), new NumbersDemo())) {
            transcript.section(section);
        }
        return transcript.conclude() ? 0 : 1;
    }
}
