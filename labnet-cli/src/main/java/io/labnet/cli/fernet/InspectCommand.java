// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.process.Failure;
import io.labnet.fernet.FernetToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code labnet fernet inspect}: prints the parts of a token, which anyone can read. */
@Command(
        name = "inspect",
        description = {
            "Shows the parts of a token.",
            "Needs no key, so nothing that it shows has been verified. The token is held in memory: a message has at "
                    + "most " + TokenInput.MAX_MEBIBYTES + " MiB. White space around the token is ignored."
        },
        footer = {"", "Example: labnet fernet inspect note.token"})
final class InspectCommand extends CommonOptions implements Callable<Integer> {
    private static final int BLOCK = 16;

    @Mixin
    private final TokenInput input = new TokenInput();

    @Mixin
    private final TimeOption time = new TimeOption();

    @Mixin
    private final LenientOption form = new LenientOption();

    @Override
    public Integer call() throws Failure, IOException {
        long now = time.seconds();
        StandardOutput.println(description(input.whole(form::parse), now));
        return 0;
    }

    private static String description(FernetToken token, long now) {
        HexFormat hex = HexFormat.of();
        int ciphertext = token.ciphertext().length;
        return String.join(
                "\n",
                String.format("version     0x%02x", token.version()),
                "timestamp   " + Long.toUnsignedString(token.timestamp()) + date(token.timestamp()),
                "age         " + age(token.timestamp(), now),
                "iv          " + hex.formatHex(token.iv()),
                "ciphertext  " + ciphertext + " bytes (a message of " + (ciphertext - BLOCK) + " to " + (ciphertext - 1)
                        + " bytes)",
                "mac         " + hex.formatHex(token.mac()));
    }

    private static String date(long timestamp) {
        boolean known = timestamp >= 0 && timestamp <= Instant.MAX.getEpochSecond();
        return known ? " (" + Instant.ofEpochSecond(timestamp) + ")" : " (beyond the calendar)";
    }

    private static String age(long timestamp, long now) {
        if (timestamp < 0) {
            return "from the far future";
        }
        long seconds = now - timestamp;
        return seconds < 0 ? words(-seconds) + " in the future" : words(seconds);
    }

    private static String words(long seconds) {
        Duration age = Duration.ofSeconds(seconds);
        if (age.toDays() > 0) {
            return seconds + " s (" + count(age.toDays(), "day") + ")";
        }
        return seconds + " s" + (age.toHours() > 0 ? " (" + count(age.toHours(), "hour") + ")" : "");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
