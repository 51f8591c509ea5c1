// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRedactorTest {
    @Test
    void keysAndTokens_areReplaced() {
        FernetKey key = FernetKey.generate();
        String token = Fernet.of(key).encryptText("hello");

        assertThat(SecretRedactor.redact("--kye=" + key.text())).isEqualTo("--kye=(a key)");
        assertThat(SecretRedactor.redact("'-o" + key.text() + "'")).isEqualTo("'(a key)'");
        assertThat(SecretRedactor.redact("cannot read " + token + ": no")).isEqualTo("cannot read (a token): no");
        assertThat(SecretRedactor.redact(key.text() + " " + token + " " + key.text()))
                .isEqualTo("(a key) (a token) (a key)");
        assertThat(SecretRedactor.redact(token.substring(0, 40))).isEqualTo("(a token)");
    }

    @Test
    void keysInOtherForms_areReplaced() {
        assertThat(SecretRedactor.redact("cannot read " + "k".repeat(43) + ": no"))
                .isEqualTo("cannot read (a key): no");
        assertThat(SecretRedactor.redact("'" + "k/+".repeat(14) + "k='")).isEqualTo("'(a key)'");
    }

    @Test
    void passwords_areHidden() {
        assertThat(SecretRedactor.redact("Unknown option: '--password=a b'"))
                .isEqualTo("Unknown option: '--password=(hidden)");
        assertThat(SecretRedactor.redact("Invalid value for option '--password': 'secret' is not a boolean"))
                .isEqualTo("Invalid value for option '--password': (hidden)");
    }

    @Test
    void userAndParametersOfUrls_areHidden() {
        assertThat(SecretRedactor.redact("no 'jdbc:postgresql://mel:a b@c'd@host/lab?user=x y'z': no"))
                .isEqualTo("no 'jdbc:postgresql://(hidden)@host/lab?(hidden)");
        assertThat(SecretRedactor.redact("postgresql://mel:secret@host/lab"))
                .isEqualTo("postgresql://(hidden)@host/lab");
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
    void otherText_isUnchanged(String text) {
        assertThat(SecretRedactor.redact(text)).isEqualTo(text);
    }
}
