// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.CommandRun;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetException;
import io.labnet.fernet.FernetKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** {@code labnet fernet rotate} on any lines. */
class FernetRotatePropertyTest {
    private static final FernetKey KEY = FernetKey.generate();
    private static final FernetKey OLD_KEY = FernetKey.generate();
    private static final String KEYS = " --key=" + KEY.text() + " --key=" + OLD_KEY.text();
    private static final Fernet FERNET = Fernet.of(KEY, OLD_KEY);

    /** Tokens of either key, with white space around some, and lines of any bytes. */
    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> tokens = Arbitraries.of(KEY, OLD_KEY)
                .flatMap(key -> Arbitraries.strings().ofMaxLength(40).ascii().map(Fernet.of(key)::encryptText));
        Arbitrary<String> space = Arbitraries.strings().withChars(" \t\r").ofMaxLength(2);
        Arbitrary<String> any = Arbitraries.strings()
                .withCharRange('\0', '\u00ff')
                .ofMaxLength(120)
                .map(text -> text.replace('\n', '-'));
        return Arbitraries.oneOf(tokens, tokens.flatMap(token -> space.map(around -> around + token + around)), any);
    }

    @Property(tries = 50)
    void everyLineKeepsItsPlaceAndItsMessage(@ForAll @Size(max = 20) List<@From("lines") String> lines) {
        String text = String.join("\n", lines) + "\n";

        CommandRun run = rotated(text);

        String[] results = new String(run.bytes(), StandardCharsets.ISO_8859_1).split("\n", -1);
        String[] given = text.split("\n", -1);
        assertThat(results).hasSameSizeAs(given);
        for (int i = 0; i < given.length; i++) {
            String before = opened(FERNET, given[i]);
            if (before == null || opened(Fernet.of(KEY), given[i]) != null) {
                assertThat(results[i]).isEqualTo(given[i]);
            } else {
                assertThat(opened(Fernet.of(KEY), results[i])).isEqualTo(before);
                assertThat(results[i]).hasSameSizeAs(given[i]);
            }
        }
        assertThat(rotated(new String(run.bytes(), StandardCharsets.ISO_8859_1)).bytes())
                .isEqualTo(run.bytes());
    }

    private static CommandRun rotated(String text) {
        return FernetRun.fed(text.getBytes(StandardCharsets.ISO_8859_1), "rotate" + KEYS);
    }

    private static @Nullable String opened(Fernet fernet, String line) {
        try {
            return fernet.decryptText(line.strip());
        } catch (FernetException refused) {
            return null;
        }
    }
}
