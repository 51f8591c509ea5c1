// SPDX-License-Identifier: Apache-2.0
package org.example;

import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;

final class Consumer {
    public static void main(String[] args) {
        Fernet fernet = Fernet.of(FernetKey.generate());
        System.out.println(fernet.decryptText(fernet.encryptText("see you at noon")));
    }
}
