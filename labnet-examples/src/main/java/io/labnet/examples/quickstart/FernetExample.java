// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import io.labnet.fernet.FernetMessage;
import io.labnet.fernet.RotatedToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Encrypts a message to a token and decrypts the token. Then reads when and with which key the token was made, and
 * rotates an older token to the new key. Finally reads an object from a
 * token, and prints which key was used.
 */
public final class FernetExample {
    private FernetExample() {}

    /**
     * Shows what a Fernet does.
     *
     * @param args none
     */
    public static void main(String[] args) {
        show(FernetKey.generate(), FernetKey.generate());
    }

    static void show(FernetKey newKey, FernetKey oldKey) {
        Fernet fernet = Fernet.of(newKey, oldKey);
        String token = fernet.encryptText("see you at noon");
        String text = fernet.decryptText(token, Duration.ofMinutes(5));
        FernetMessage message = fernet.open(token);
        System.out.println(text + ", made at " + message.timestamp() + ", by key " + message.keyIndex());
        RotatedToken rotated = fernet.rotateIfNeeded(Fernet.of(oldKey).encryptText("from before"));
        System.out.println("now under the new key, not under key " + rotated.keyIndex() + ": " + rotated.text());
        Duration limit = fernet.open(fernet.encryptText("PT5M"))
                .read(bytes -> Duration.parse(new String(bytes, StandardCharsets.UTF_8)));
        System.out.println("a limit of " + limit + ", under the key " + newKey.fingerprint());
    }
}
