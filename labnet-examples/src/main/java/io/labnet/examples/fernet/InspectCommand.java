// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.fernet;

import io.labnet.examples.cli.CommonOptions;
import io.labnet.examples.cli.Failure;
import io.labnet.fernet.FernetException;
import io.labnet.fernet.FernetToken;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code labnet fernet inspect}: the parts of a token, which anyone can read. */
@Command(
        name = "inspect",
        description = "Shows the parts of a token. It needs no key, so nothing that it shows has been verified.")
final class InspectCommand extends CommonOptions implements Callable<Integer> {
    private static final int BLOCK = 16;

    @Mixin
    private final TokenInput input = new TokenInput();

    @Option(names = "--at", paramLabel = "UNIX-TIME", description = "tell the age at this time instead of now")
    private @Nullable Long at;

    @Override
    public Integer call() throws Failure {
        FernetToken token;
        try {
            token = FernetToken.parse(input.readToken());
        } catch (FernetException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
        PrintStream out = System.out;
        HexFormat hex = HexFormat.of();
        int ciphertext = token.ciphertext().length;
        out.printf("version     0x%02x%n", token.version());
        out.printf("timestamp   %s%s%n", Long.toUnsignedString(token.timestamp()), date(token.timestamp()));
        out.printf(
                "age         %s%n",
                age(token.timestamp(), at == null ? Clock.systemUTC().instant().getEpochSecond() : at));
        out.printf("iv          %s%n", hex.formatHex(token.iv()));
        out.printf(
                "ciphertext  %d bytes (a message of %d to %d bytes)%n", ciphertext, ciphertext - BLOCK, ciphertext - 1);
        out.printf("mac         %s%n", hex.formatHex(token.mac()));
        return 0;
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
        return seconds + " s"
                + (age.toDays() > 0
                        ? " (" + age.toDays() + " days)"
                        : age.toHours() > 0 ? " (" + age.toHours() + " hours)" : "");
    }
}
