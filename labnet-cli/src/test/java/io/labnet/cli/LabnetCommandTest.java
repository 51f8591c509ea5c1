// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.command.Choices;
import io.labnet.cli.command.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LabnetCommandTest {
    private static final int COLUMNS = 80;

    @TempDir
    Path folder;

    private String csv = "";

    @BeforeEach
    void writeSample() throws IOException {
        try (var sample = Labnet.class.getResourceAsStream("demo/grades.csv")) {
            Path file = folder.resolve("grades.csv");
            Files.copy(sample, file);
            csv = file.toString();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_fitsATerminal(String command) {
        CommandRun run = CommandRun.labnet((command + " --help").strip().split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("Usage: " + ("labnet " + command).strip() + " ")
                .contains("--version");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= COLUMNS, "fits " + COLUMNS + " columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "grades", "grades server", "grades client", "crds", "crds server", "demo"})
    void version_isToldByEveryCommand(String command) {
        CommandRun run = CommandRun.labnet((command + " --version").strip().split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).first().asString().matches("labnet \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    @Test
    void commands_areAllFound() {
        assertThat(commands()).contains("", "grades", "grades server", "grades client", "demo", "generate-completion");
    }

    /** What is wrong with the command line, and what the error says of it; {@code CSV} is a usable file. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "labnet, \"\", Missing required subcommand",
                "labnet, 42, '42'",
                "labnet, --frobnicate, '--frobnicate'",
                "labnet grades, grades, Missing required subcommand",
                "labnet demo, demo again, 'again'",
                "labnet grades server, grades server, Missing required option: '--csv=FILE'",
                "labnet grades server, grades server --csv CSV --frobnicate, '--frobnicate'",
                "labnet grades server, grades server --csv CSV --port 70000, --port 70000 is not within 0 to 65535",
                "labnet grades server, grades server --csv CSV --port -1, --port -1 is not within 0 to 65535",
                "labnet grades server, grades server --csv CSV --port abc, --port 'abc' is no whole number within 0 to 65535",
                "labnet grades server, grades server --csv CSV --reply tokens, 'tokens' is none of token, token-and-key",
                "labnet grades server, grades server --csv CSV --idle 0, --idle 0 is not within 1 to 86400 s",
                "labnet grades server, grades server --csv CSV --idle -5, --idle -5 is not within 1 to 86400 s",
                "labnet grades server, grades server --csv CSV --idle soon, --idle 'soon' is no whole number within 1 to 86400 s",
                "labnet grades server, grades server --csv CSV --max-connections 0, --max-connections 0 is not within 1 to 1000000",
                "labnet grades server, grades server --csv CSV --max-connections-per-host 0, host 0 is not within 1 to 1000000",
                "labnet grades client, grades client 1803933 GMA, Missing required option: '--csv=FILE'",
                "labnet grades client, grades client --csv CSV --port 70000, --port 70000 is not within 1 to 65535",
                "labnet grades client, grades client --csv CSV --port 0, --port 0 is not within 1 to 65535",
                "labnet grades client, grades client --csv CSV --port abc, --port 'abc' is no whole number",
                "labnet grades client, grades client --csv CSV 180393 GMA, '180393 GMA' does not begin with a student number, which has 7 digits",
                "labnet grades client, grades client --csv CSV 1803933 gma, 'gma' is no command: use GMA",
                "labnet grades client, grades client --csv CSV 1803933 GXA, 'GXA' is no command: use GMA",
                "labnet grades client, grades client --csv CSV 1803933 GMA GG, 'GMA GG' is no command: use GMA",
                "labnet grades client, grades client --csv CSV 1803933, a command is missing after the student number",
            })
    void misuse_isExplainedInALine(String command, String args, String problem) {
        CommandRun run = CommandRun.labnet(
                args.isEmpty() ? new String[0] : args.replace("CSV", csv).split(" "));

        assertMisused(run, command, problem);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "grades server --cvs x, '--cvs'",
                "grades server --cvs=x, '--cvs=x'",
                "xor client --studentId=20200000, '--studentId=20200000'"
            },
            quoteCharacter = '"')
    void mistypedOption_isNamedRatherThanTheOneThatIsMissing(String args, String option) {
        CommandRun run = CommandRun.labnet(args.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Unknown option", option).doesNotContain("Missing");
    }

    @Test
    void folderInPlaceOfTheGrades_isAFailureInALine() {
        CommandRun run = CommandRun.labnet(
                "grades", "server", "--csv", ChildProcess.basedir().toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("it is a folder, not a regular file").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xor server", "crds server", "compute client", "scores"})
    void urlInAHelp_isInOnePiece(String command) {
        assertThat(CommandRun.labnet((command + " --help").split(" ")).out())
                .contains("jdbc:postgresql://HOST:PORT/NAME?user=USER");
    }

    @Test
    void emptyRequest_isMisuse() {
        assertMisused(
                CommandRun.labnet("grades", "client", "--csv", csv, ""), "labnet grades client", "which has 7 digits");
    }

    @Test
    void unknownCommand_thatIsNearlyOne_isSuggested() {
        assertThat(CommandRun.labnet("grade").errorLines()).contains("Did you mean: labnet grades?");
        assertThat(CommandRun.labnet("xor", "clien").errorLines()).contains("Did you mean: labnet xor client?");
        assertThat(CommandRun.labnet("generate").errorLines()).contains("Did you mean: labnet generate-completion?");
        assertThat(CommandRun.labnet("numbr").errorLines()).contains("Did you mean: labnet numbers?");
        assertThat(CommandRun.labnet("compute", "server", "--wrods=runs").errorLines())
                .contains("Did you mean: --words?");
    }

    @Test
    void unknownCommand_thatIsLikeNone_getsNoSuggestion() {
        assertMisused(CommandRun.labnet("frobnicate"), "labnet", "'frobnicate'");
    }

    @ParameterizedTest
    @CsvSource({"help, ''", "help grades, grades", "grades help client, grades client", "help xor client, xor client"})
    void helpCommand_printsWhatTheOptionDoes(String words, String command) {
        CommandRun help = CommandRun.labnet(words.split(" "));

        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .isEqualTo(CommandRun.labnet((command + " --help").strip().split(" "))
                        .out());
    }

    /** Who takes the option for the place of a URL has perhaps typed a password. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "numbers client 5 --host=mel:secret@127.0.0.1",
                "crds list --host=tcp://mel:secret@127.0.0.1",
                "compute server --host=mel:secret@127.0.0.1"
            })
    void hostWithAPassword_isRefusedAndNotRepeated(String command) {
        CommandRun run = CommandRun.labnet(command.split(" "));

        assertThat(run.exitCode()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run.err()).contains("a host is a name or an address").doesNotContain("secret");
    }

    /** One of them would be read for ever, another waits for somebody who writes. */
    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @ValueSource(
            strings = {
                "xor server --port=0 --text=/dev/zero",
                "compute client --port=1 --studentID=20200000 --submit=False --text=/dev/zero"
            })
    void deviceInPlaceOfAText_isAFailure(String command) {
        CommandRun run = CommandRun.labnet(command.split(" "));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errorLines()).hasSize(1);
        assertThat(run.err()).contains("/dev/zero", "it is a pipe or a device");
    }

    /** A file of arguments is a habit of compilers; here a word that begins with an at sign is a name like any other. */
    @Test
    void wordThatBeginsWithAnAtSign_isNoFileOfWords(@TempDir Path folder) throws IOException {
        Path words = Files.writeString(folder.resolve("words"), "client --help");

        assertMisused(CommandRun.labnet("grades", "@" + words), "labnet grades", "'@" + words + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grades server --csv=", "grades client --csv=", "xor server --text=", "fernet keygen -o="})
    void emptyNameOfAFile_isMisuse(String command) {
        CommandRun run = CommandRun.labnet(command.split(" "));

        assertThat(run.exitCode()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run.errorLines()).hasSize(2);
    }

    @Test
    void missingFile_isAFailure() {
        assertFailed(
                CommandRun.labnet("grades", "server", "--port", "0", "--csv", "no-such.csv"),
                "labnet grades server: no-such.csv: there is no such file");
        assertFailed(
                CommandRun.labnet("grades", "client", "--csv", "no-such.csv", "1823757", "GMA"),
                "labnet grades client: no-such.csv: there is no such file");
    }

    @Test
    void brokenFile_isAFailureThatNamesTheLine() throws IOException {
        Files.writeString(Path.of(csv), Files.readString(Path.of(csv)).replace(",8.5,4,3,10,", ",8.5,four,3,10,"));

        assertFailed(
                CommandRun.labnet("grades", "server", "--port", "0", "--csv", csv),
                "labnet grades server: " + csv + ", line 2, column \"Lab 2\": \"four\" is refused");
    }

    @Test
    void takenPort_isAFailure() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            assertFailed(
                    CommandRun.labnet("grades", "server", "--csv", csv, "--port", port),
                    "labnet grades server: cannot listen on 127.0.0.1:" + port + ": ");
        }
    }

    @Test
    void unknownHost_isAFailure() {
        assertFailed(
                CommandRun.labnet("grades", "server", "--csv", csv, "--port", "0", "--host", "no.such.host.invalid"),
                "labnet grades server: cannot listen on no.such.host.invalid:0: ");
        assertFailed(
                CommandRun.labnet("grades", "client", "--csv", csv, "--host", "no.such.host.invalid", "1823757GMA"),
                "labnet grades client: cannot reach the server at no.such.host.invalid:50007: ");
    }

    /** Every client; {@code CSV} is a usable file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "grades client --csv CSV 1823757 GMA",
                "xor client --host=127.0.0.1 --studentID=20200000",
                "compute client --studentID=20200000 --submit=False",
                "numbers client 25"
            })
    void closedPort_isAFailureInALine(String args) throws IOException {
        try (RefusingPort refusing = new RefusingPort()) {
            int port = refusing.number();
            CommandRun run = CommandRun.labnet((args.replace("CSV", csv) + " --port=" + port).split(" "));

            String command = args.substring(0, args.indexOf("client") + 6);
            assertFailed(
                    run,
                    "labnet " + command + ": cannot reach the server at 127.0.0.1:" + port + ": nobody listens there");
            assertThat(run.out()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "find room1", "delete room1", "make room1 239.0.0.1 5000"})
    void closedPortOfADirectory_isAFailureInALine(String args) throws IOException {
        try (RefusingPort refusing = new RefusingPort()) {
            int port = refusing.number();
            CommandRun run = CommandRun.labnet(("crds " + args + " --port=" + port).split(" "));

            assertFailed(
                    run,
                    "labnet crds " + args.replaceFirst(" .*", "") + ": no answer of the directory at 127.0.0.1:" + port
                            + ": nobody listens there");
            assertThat(run.out()).isEmpty();
        }
    }

    /** What names the other side sees, or a system resolves. */
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
    void name_thatCannotBeSeen_isMisuse(String command, String option, String value, String problem) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of(option, value));

        assertMisused(CommandRun.labnet(words.toArray(String[]::new)), "labnet " + command, "'" + option + "': ");
        assertThat(CommandRun.labnet(words.toArray(String[]::new)).errorLines().get(0))
                .endsWith(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grades server", "compute server", "xor server", "numbers server", "crds server"})
    void help_ofAServer_tellsHowItEnds(String command) {
        assertThat(CommandRun.labnet((command + " --help").split(" ")).out())
                .contains("\n  130   it was ended by Ctrl-C\n  143   it was ended by the signal SIGTERM\n");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_beginsWithWhatTheCommandDoes(String command) {
        assertThat(CommandRun.labnet((command + " --help").strip().split(" ")).out())
                .containsPattern("\n[A-Z][^\n]+\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "grades", "crds", "xor", "compute", "numbers", "fernet"})
    void help_tellsOfEachCommandInALine(String command) {
        String help =
                CommandRun.labnet((command + " --help").strip().split(" ")).out();

        assertThat(help.substring(help.indexOf("Commands:"), help.indexOf("\nExit codes:"))
                        .lines())
                .allMatch(line -> line.matches("Commands:|  [a-z-]+ +[A-Z].*\\."));
    }

    @Test
    void studentWithoutKey_isAFailure() {
        assertFailed(
                CommandRun.labnet("grades", "client", "--csv", csv, "9999999", "GMA"),
                "labnet grades client: the key file has no student number 9999999");
    }

    @Test
    void completion_knowsEveryCommand() {
        CommandRun run = CommandRun.labnet("generate-completion");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("#!")
                .contains(
                        "local commands=\"grades crds xor compute numbers fernet scores demo generate-completion help\"")
                .contains("local commands=\"server client help\"")
                .contains("(\"token\" \"token-and-key\")")
                .contains("(\"auto\" \"rfc\" \"swapped\")")
                .contains("(\"one-based\" \"zero-based\")")
                .contains("(\"True\" \"False\")")
                .contains("--show-keys");
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
    void choices_areToldInLowerCase(String command, String option, String choices) {
        CommandRun run = CommandRun.labnet((command + " " + option + "=NONE").split(" "));

        assertMisused(run, "labnet " + command.replaceFirst(" --.*", ""), "Invalid value for option '" + option + "'");
        assertThat(run.errorLines().get(0)).endsWith(": 'NONE' is none of " + choices);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void choices_areAllOfTheOneKind(String command) {
        CommandLine line = Program.commandLine(new Labnet());
        for (String word : command.isEmpty() ? new String[0] : command.split(" ")) {
            line = line.getSubcommands().get(word);
        }

        assertThat(line.getCommandSpec().options())
                .filteredOn(option -> option.type().isEnum())
                .allMatch(option -> option.completionCandidates() instanceof Choices<?>);
    }

    @Test
    void output_hasNoEscapesWhereThereIsNoTerminal() {
        assertThat(CommandRun.labnet("grades", "server", "--help").out()).doesNotContain("\u001b");
        assertThat(CommandRun.labnet("grades", "server").err()).doesNotContain("\u001b");
    }

    private static void assertMisused(CommandRun run, String command, String problem) {
        assertThat(run.exitCode()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.errorLines()).hasSize(2);
        assertThat(run.errorLines().get(0)).startsWith(command + ": ").contains(problem);
        assertThat(run.errorLines().get(1)).isEqualTo("Try '" + command + " --help'.");
    }

    private static void assertFailed(CommandRun run, String message) {
        assertThat(run.exitCode()).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(run.errorLines()).singleElement().asString().startsWith(message);
    }

    /** The words of every command, found by going down from the first. */
    static List<String> commands() {
        return commands(Program.commandLine(new Labnet()))
                .map(name -> name.replaceFirst("labnet ?", ""))
                .toList();
    }

    private static Stream<String> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command.getCommandSpec().qualifiedName()),
                command.getSubcommands().values().stream()
                        .filter(each -> !each.getCommandSpec().helpCommand())
                        .flatMap(LabnetCommandTest::commands));
    }
}
