// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.command.Choices;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/** The help of every command. */
class HelpTest {
    private static final int COLUMNS = 80;

    @ParameterizedTest
    @MethodSource("commands")
    void help_fitsATerminalAndBeginsWithWhatTheCommandDoes(String command) {
        String help = help(command);

        assertThat(help)
                .startsWith("Usage: " + ("labnet " + command).strip() + " ")
                .contains("--version")
                .containsPattern("\n[A-Z][^\n]+\n")
                .doesNotContain("\u001b");
        assertThat(help.lines()).allMatch(line -> line.length() <= COLUMNS, "fits " + COLUMNS + " columns");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_hasAnExampleAndMarksWhatIsRequired(String command) {
        assertThat(help(command)).containsPattern("\nExamples?:");
        assertThat(Commands.of(command).getCommandSpec().options())
                .filteredOn(OptionSpec::required)
                .allMatch(option -> option.group() != null || option.description()[0].contains("(required)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "grades", "grades server", "grades client", "crds", "crds server", "demo"})
    void version_isToldByEveryCommand(String command) {
        assertThat(CommandRun.labnet(command + " --version").succeeded().lines())
                .first()
                .asString()
                .matches("labnet \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    @Test
    void commands_areAllFound() {
        assertThat(commands()).contains("", "grades", "grades server", "grades client", "demo", "generate-completion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xor server", "crds server", "compute client", "scores"})
    void url_isNotSplit(String command) {
        assertThat(help(command)).contains("jdbc:postgresql://HOST:PORT/NAME?user=USER");
    }

    @ParameterizedTest
    @CsvSource({"help, ''", "help grades, grades", "grades help client, grades client", "help xor client, xor client"})
    void helpCommand_printsWhatTheOptionDoes(String words, String command) {
        assertThat(CommandRun.labnet(words).succeeded()).isEqualTo(help(command));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grades server", "compute server", "xor server", "numbers server", "crds server"})
    void help_ofAServer_tellsHowItEnds(String command) {
        assertThat(help(command)).contains("\n  130   ended by Ctrl-C\n  143   ended by the signal SIGTERM\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "grades", "crds", "xor", "compute", "numbers", "fernet"})
    void help_hasOneLineForEachCommand(String command) {
        String help = help(command);
        assertThat(help.substring(help.indexOf("Commands:"), help.indexOf("\nExit codes:"))
                        .lines())
                .allMatch(line -> line.matches("Commands:|  [a-z-]+ +[A-Z].*\\."));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void numbers_areShownWithTheirDefaults(String command) {
        String help = help(command).replaceAll("\\s+", " ");
        for (OptionSpec option : Commands.of(command).getCommandSpec().options()) {
            Object value = option.defaultValue() == null ? option.initialValue() : option.defaultValue();
            if (Commands.isNumber(option) && !option.required() && value != null) {
                assertThat(help)
                        .containsPattern(Pattern.quote(option.longestName()) + "=[^()]*\\(default: " + value + "\\b");
            }
        }
    }

    @Test
    void completion_hasEveryCommand() {
        assertThat(CommandRun.labnet("generate-completion").exited(0).out())
                .startsWith("#!")
                .contains(
                        "local commands=\"grades crds xor compute numbers fernet scores demo tap check explain generate-completion help\"",
                        "local commands=\"server client help\"",
                        "(\"token\" \"token-and-key\")",
                        "(\"auto\" \"rfc\" \"swapped\")",
                        "(\"one-based\" \"zero-based\")",
                        "(\"True\" \"False\")",
                        "--show-keys");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void choices_useOneConverter(String command) {
        assertThat(Commands.of(command).getCommandSpec().options())
                .filteredOn(option -> option.type().isEnum())
                .allMatch(option -> option.completionCandidates() instanceof Choices<?>);
    }

    static List<String> commands() {
        return Commands.names().toList();
    }

    private static String help(String command) {
        return CommandRun.labnet(command + " --help").succeeded();
    }
}
