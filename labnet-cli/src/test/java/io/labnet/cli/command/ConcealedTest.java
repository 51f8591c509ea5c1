// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcealedTest {
    @Test
    void keysAndTokens_areMentionedOnly() {
        FernetKey key = FernetKey.generate();
        String token = Fernet.of(key).encryptText("hello");

        assertThat(Concealed.of("--kye=" + key.text())).isEqualTo("--kye=(a key)");
        assertThat(Concealed.of("'-o" + key.text() + "'")).isEqualTo("'(a key)'");
        assertThat(Concealed.of("cannot read " + token + ": no")).isEqualTo("cannot read (a token): no");
        assertThat(Concealed.of(key.text() + " " + token + " " + key.text())).isEqualTo("(a key) (a token) (a key)");
        assertThat(Concealed.of(token.substring(0, 40))).isEqualTo("(a token)");
    }

    @Test
    void keysInOtherForms_areMentionedOnly() {
        assertThat(Concealed.of("cannot read " + "k".repeat(43) + ": no")).isEqualTo("cannot read (a key): no");
        assertThat(Concealed.of("'" + "k/+".repeat(14) + "k='")).isEqualTo("'(a key)'");
    }

    @Test
    void passwords_areHidden() {
        assertThat(Concealed.of("Unknown option: '--password=a b'")).isEqualTo("Unknown option: '--password=(hidden)");
        assertThat(Concealed.of("Invalid value for option '--password': 'secret' is not a boolean"))
                .isEqualTo("Invalid value for option '--password': (hidden)");
    }

    @Test
    void userAndParametersOfUrls_areHidden() {
        assertThat(Concealed.of("no 'jdbc:postgresql://mel:a b@c'd@host/lab?user=x y'z': no"))
                .isEqualTo("no 'jdbc:postgresql://(hidden)@host/lab?(hidden)");
        assertThat(Concealed.of("postgresql://mel:secret@host/lab")).isEqualTo("postgresql://(hidden)@host/lab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "labnet fernet decrypt: cannot read token.txt: there is no such file",
                "/var/folders/zz/0123456789abcdef0123456789abcdef0123456789abcdef/message",
                "Missing required option: '--csv=FILE'",
                "gAAAA",
                "jdbc:postgresql://127.0.0.1:5432/lab: connection refused",
                "mel@example.org",
                "--password has no effect: none of the keys is derived from a password"
            })
    void otherText_isLeftAlone(String text) {
        assertThat(Concealed.of(text)).isEqualTo(text);
    }
}
