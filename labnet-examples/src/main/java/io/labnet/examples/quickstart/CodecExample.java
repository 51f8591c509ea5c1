// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import io.labnet.grades.GradeCommand;
import io.labnet.grades.GradeRequest;

/** A codec without a socket. */
public final class CodecExample {
    private CodecExample() {}

    /**
     * Decodes a request and encrypts a reply.
     *
     * @param args none
     */
    public static void main(String[] args) {
        byte[] wire = "1803933 GMA".getBytes(UTF_8);
        GradeRequest request = GradeRequest.decode(wire);
        System.out.println(request.student() + " asks for " + request.command());

        GradeRequest next = new GradeRequest(request.student(), GradeCommand.GL3A);
        System.out.println(new String(next.encode(), UTF_8));

        Fernet fernet = Fernet.of(FernetKey.generate());
        String token = fernet.encryptText("Midterm Average: 10.45");
        System.out.println(fernet.decryptText(token));
    }
}
