// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.grades.Documented;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Usage errors, reported before a command does anything. */
class UsageErrorTest {
    private static final String BOUNDS = "within -?\\d+ to \\d+( ms| s| MiB)?";

    /** What is wrong with the command line, and what the error says of it; {@code CSV} is a usable file. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "labnet, \"\", Missing required subcommand",
                "labnet, frobnicate, 'frobnicate'",
                "labnet, 42, '42'",
                "labnet, --frobnicate, '--frobnicate'",
                "labnet grades, grades, Missing required subcommand",
                "labnet demo, demo again, 'again'",
                "labnet grades server, grades server, Missing required option: '--csv=FILE'",
                "labnet grades server, grades server --csv CSV --frobnicate, '--frobnicate'",
                "labnet grades server, grades server --csv CSV --port 70000, --port 70000 is not within 0 to 65535",
                "labnet grades server, grades server --csv CSV --port -1, --port -1 is not within 0 to 65535",
                "labnet grades server, grades server --csv CSV --reply tokens, 'tokens' is not one of token, token-and-key",
                "labnet grades server, grades server --csv CSV --idle 0, --idle 0 is not within 1 to 86400 s",
                "labnet grades server, grades server --csv CSV --idle -5, --idle -5 is not within 1 to 86400 s",
                "labnet grades server, grades server --csv CSV --max-connections 0, --max-connections 0 is not within 1 to 1000000",
                "labnet grades server, grades server --csv CSV --max-connections-per-host 0, host 0 is not within 1 to 1000000",
                "labnet grades client, grades client 1803933 GMA, Missing required option: '--csv=FILE'",
                "labnet grades client, grades client --csv CSV --port 70000, --port 70000 is not within 1 to 65535",
                "labnet grades client, grades client --csv CSV --port 0, --port 0 is not within 1 to 65535",
                "labnet grades client, grades client --csv CSV 180393 GMA, ' ' at offset 6, after 6 digits: a student number has 7 digits (grades-1.1)",
                "labnet grades client, grades client --csv CSV 1803933 gma, 'gma' is no command: use GMA",
                "labnet grades client, grades client --csv CSV 1803933 GXA, 'GXA' is no command: use GMA",
                "labnet grades client, grades client --csv CSV 1803933 GMA GG, at offset 11 follows the command: a request ends there (grades-1.3)",
                "labnet grades client, grades client --csv CSV 1803933, the command is missing",
            })
    void misuse_isExplainedInALine(String command, String args, String problem) {
        CommandRun run = CommandRun.labnet(args.replace("CSV", Documented.SAMPLE.toString()));
        assertThat(run.misuse(command)).contains(problem).doesNotContain("\u001b");
    }

    @Test
    void emptyRequest_isUsageError() {
        CommandRun.labnet("grades client --csv " + Documented.SAMPLE, "").misused("a student number has 7 digits");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "grades server --cvs x, '--cvs'",
                "grades server --cvs=x, '--cvs=x'",
                "xor client --studentId=20200000, '--studentId=20200000'"
            })
    void mistypedOption_isReportedBeforeMissingOption(String args, String option) {
        assertThat(CommandRun.labnet(args).exited(2).err())
                .contains("Unknown option", option)
                .doesNotContain("Missing");
    }

    @ParameterizedTest
    @CsvSource({
        "grade, labnet grades",
        "xor clien, labnet xor client",
        "generate, labnet generate-completion",
        "numbr, labnet numbers",
        "compute server --wrods=runs, --words"
    })
    void mistypedWord_getsASuggestion(String words, String suggestion) {
        assertThat(CommandRun.labnet(words).errorLines()).contains("Did you mean: " + suggestion + "?");
    }

    /** A user who gives a URL to this option may have typed a password. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "numbers client 5 --host=mel:secret@127.0.0.1",
                "crds list --host=tcp://mel:secret@127.0.0.1",
                "compute server --host=mel:secret@127.0.0.1"
            })
    void hostWithPassword_isRefusedWithoutQuotingIt(String command) {
        assertThat(CommandRun.labnet(command).exited(2).err())
                .contains("a host is a name or an address")
                .doesNotContain("secret");
    }

    /** A file of arguments is a habit of compilers; here a word that begins with an at sign is a name like any other. */
    @Test
    void argumentStartingWithAt_isTakenLiterally(@TempDir Path folder) throws IOException {
        Path words = Files.writeString(folder.resolve("words"), "client --help");
        CommandRun.labnet("grades", "@" + words).misused("'@" + words + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grades server --csv=", "grades client --csv=", "xor server --text=", "fernet keygen -o="})
    void emptyFileName_isUsageError(String command) {
        CommandRun run = CommandRun.labnet(command).exited(2);
        assertThat(run.errorLines()).hasSize(2);
    }

    /** Names that the peer sees or that the system resolves. */
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "numbers server,--name,'',is empty",
                "numbers client,--name,'  ',is empty",
                "numbers server,--name,a\tb,has a control character",
                "numbers client,--name,a\u001b[2J,has a control character",
                "grades server,--host,'',is empty",
                "xor client,--host,'',is empty",
                "crds list,--host,'',is empty",
                "crds client,--interface,'',is empty",
                "compute client,--host,'',is empty",
            })
    void invisibleName_isUsageError(String command, String option, String value, String problem) {
        CommandRun run = CommandRun.labnet(command, option, value);
        assertThat(run.misuse("labnet " + command))
                .contains("'" + option + "': ")
                .endsWith(problem);
    }

    /** The form in which they are typed, in help, in completion, and in what is said of a wrong one. */
    @ParameterizedTest
    @CsvSource({
        "xor client --studentID=1, --checksum, 'auto, rfc, swapped'",
        "compute server, --words, 'runs, spaces'",
        "compute server, --fibonacci, 'one-based, zero-based'",
        "grades server --csv=a, --reply, 'token, token-and-key'",
        "fernet keygen, --from-password, 'argon2id, scrypt, pbkdf2'"
    })
    void choices_areShownInLowerCase(String command, String option, String choices) {
        CommandRun run = CommandRun.labnet(command + " " + option + "=NONE");
        assertThat(run.misuse("labnet " + command.replaceFirst(" --.*", "")))
                .startsWith("Invalid value for option '" + option + "'")
                .endsWith(": 'NONE' is not one of " + choices);
    }

    @ParameterizedTest
    @MethodSource("numericOptions")
    void number_isRefusedWithItsBounds(String command, String option) {
        for (String none : List.of("many", "1.5")) {
            String problem = option + " '" + none + "' is not a whole number ";
            assertRefused(command, option, none, Pattern.quote(problem) + BOUNDS);
        }
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
        "xor server, --message-deadline, 0, 1 to 86400 s",
        "numbers server, --max-connections-per-host, 1000001, 1 to 1000000",
        "crds client, --ttl, 256, 0 to 255",
    })
    void number_outOfBounds_isRefused(String command, String option, String value, String bounds) {
        assertRefused(command, option, value, Pattern.quote(option + " " + value + " is not within " + bounds));
    }

    @ParameterizedTest
    @MethodSource("connectingCommands")
    void wrongFault_isRefusedByEveryServerAndClient(String command) {
        assertThat(CommandRun.labnet(command + " --fault split,dealy=20ms").misuse("labnet " + command))
                .startsWith("Invalid value for option '--fault': 'dealy=20ms': no fault; use split, ");
    }

    static Stream<String> connectingCommands() {
        return Commands.names()
                .filter(command ->
                        Commands.of(command).getCommandSpec().optionsMap().containsKey("--host"));
    }

    static Stream<Arguments> numericOptions() {
        return Commands.names().flatMap(command -> Commands.of(command).getCommandSpec().options().stream()
                .filter(Commands::isNumber)
                .map(option -> Arguments.of(command, option.longestName())));
    }

    private static void assertRefused(String command, String option, String value, String problem) {
        CommandRun run = CommandRun.labnet(command + " " + option + "=" + value);
        assertThat(run.misuse("labnet " + command.replaceFirst(" --.*", ""))).matches(problem);
    }
}
