// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.command.Program;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What every option that takes a number says of it, whichever command has it. */
class NumbersOfCommandsTest {
    private static final List<Class<?>> NUMBERS = List.of(int.class, Integer.class, long.class, Long.class);
    private static final String BOUNDS = "within -?\\d+ to \\d+( ms| s| MiB)?";

    @ParameterizedTest
    @MethodSource("numericOptions")
    void number_isRefusedWithItsBounds(String command, String option) {
        assertRefused(command, option, "many", Pattern.quote(option + " 'many' is no whole number ") + BOUNDS);
        assertRefused(command, option, "1.5", Pattern.quote(option + " '1.5' is no whole number ") + BOUNDS);
        String huge = "9".repeat(30);
        assertRefused(command, option, huge, Pattern.quote(option + " " + huge + " is not ") + BOUNDS);
    }

    @ParameterizedTest
    @CsvSource({
        "compute client --port=1 --studentID=20200000 --submit=False, --clients, 0, 1 to 1000",
        "compute client --port=1 --studentID=20200000 --submit=False, --clients, 1001, 1 to 1000",
        "compute client --port=1 --studentID=20200000 --submit=False, --requests, 2, 3 to 20000",
        "compute client --port=1 --studentID=20200000 --submit=False, --requests, 99999999, 3 to 20000",
        "compute client --port=1 --studentID=20200000 --submit=False, --max, 0, 1 to 10000000",
        "compute client --port=1 --studentID=20200000 --submit=False, --pause, -1, 0 to 10000 ms",
        "compute client --port=1 --studentID=20200000 --submit=False, --timeout, 0, 1 to 3600 s",
        "compute client --studentID=20200000 --submit=False, --port, 0, 1 to 65535",
        "compute client --port=1 --submit=False, --studentID, 100000000, 0 to 99999999",
        "compute server, --pause, 0, 1 to 10000 ms",
        "compute server, --pause, 10001, 1 to 10000 ms",
        "compute server, --max-n, 10000001, 0 to 10000000",
        "compute server, --exit-after-clients, 0, 1 to 2147483647",
        "compute server, --idle, 86401, 1 to 86400 s",
        "numbers server, --max-connections-per-host, 1000001, 1 to 1000000",
        "crds client, --ttl, 256, 0 to 255",
    })
    void number_outOfBounds_isRefused(String command, String option, String value, String bounds) {
        assertRefused(command, option, value, Pattern.quote(option + " " + value + " is not within " + bounds));
    }

    @ParameterizedTest
    @MethodSource("numericOptions")
    void default_isShownByHelp(String command, String option) {
        OptionSpec spec = commands()
                .filter(each -> name(each).equals(command))
                .map(each -> each.getCommandSpec().findOption(option))
                .findFirst()
                .orElseThrow();
        Object value = spec.defaultValue() == null ? spec.initialValue() : spec.defaultValue();

        if (!spec.required() && value != null) {
            assertThat(CommandRun.labnet((command + " --help").split(" ")).out().replaceAll("\\s+", " "))
                    .containsPattern(Pattern.quote(option) + "=[^()]*\\(default: " + value + "\\b");
        }
    }

    private static void assertRefused(String command, String option, String value, String problem) {
        CommandRun run = CommandRun.labnet((command + " " + option + "=" + value).split(" "));

        assertThat(run.exitCode()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.errorLines())
                .hasSize(2)
                .first()
                .asString()
                .matches(Pattern.quote("labnet " + command.replaceFirst(" --.*", "") + ": ") + problem);
    }

    static Stream<Arguments> numericOptions() {
        return commands().flatMap(command -> command.getCommandSpec().options().stream()
                .filter(option -> NUMBERS.contains(option.type()))
                .map(option -> Arguments.of(name(command), option.longestName())));
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName().replaceFirst("labnet ?", "");
    }

    private static Stream<CommandLine> commands() {
        return commands(Program.commandLine(new Labnet()));
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().flatMap(NumbersOfCommandsTest::commands));
    }
}
