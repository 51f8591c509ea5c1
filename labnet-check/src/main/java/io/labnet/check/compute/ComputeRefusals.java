// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.compute;

import io.labnet.check.script.CheckCase;
import io.labnet.check.script.CheckCase.Trait;
import io.labnet.check.script.Script;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a compute server should answer with ERROR: requests that no right client sends. */
final class ComputeRefusals {
    private ComputeRefusals() {}

    static List<CheckCase> cases() {
        return List.of(
                new ComputeTalk(Script.of("compute-1.1/request", "a request in place of the name"))
                        .parts("FACTORIAL", "6")
                        .refused()
                        .then()
                        .should(1)
                        .with(Trait.HOSTILE, Trait.WHOLE),
                refused("compute-2.1/lower", "a request in lower case", "fibonacci", "7"),
                refused("compute-2.1/unknown", "a request that there is not", "FIB"),
                goesOn(),
                refused("compute-2.2/sign", "the number +7", "FACTORIAL", "+7"),
                refused("compute-2.2/float", "the number 6.0", "FACTORIAL", "6.0"),
                refused("compute-2.2/word", "the number seven", "FIBONACCI", "seven"),
                binary(),
                refused("compute-2.3/negative", "the number -1", "FACTORIAL", "-1"),
                zeroth(),
                refused("compute-2.4/missing", "a request in place of the number", "FIBONACCI", "FACTORIAL"),
                talk("compute-2.5/short", "a text that ends before its length")
                        .parts("FILE", "19", "A B C")
                        .finish()
                        .refused()
                        .then()
                        .should(1)
                        .with(Trait.HOSTILE, Trait.WHOLE));
    }

    private static ComputeTalk talk(String name, String title) {
        String rule = name.substring(0, name.indexOf('/'));
        return new ComputeTalk(Script.of(name, title)).name("Client1").about(rule);
    }

    private static CheckCase refused(String name, String title, String... parts) {
        return talk(name, title + " gets an error")
                .parts(parts)
                .error()
                .then()
                .should(1)
                .with(Trait.HOSTILE, Trait.WHOLE);
    }

    private static CheckCase goesOn() {
        return talk("compute-2.1/on", "after a wrong request the conversation goes on")
                .parts("NOTHING")
                .error()
                .ask("FACTORIAL", 6, 720)
                .then()
                .should(1)
                .with(Trait.HOSTILE, Trait.WHOLE);
    }

    private static CheckCase binary() {
        byte[][] parts = {"FACTORIAL".getBytes(StandardCharsets.US_ASCII), {0, 0, 0, 6}};
        return talk("compute-2.2/binary", "a number of four bytes gets an error")
                .bytes(parts)
                .error()
                .then()
                .should(1)
                .with(Trait.HOSTILE, Trait.WHOLE);
    }

    /** The 0th Fibonacci number is none only for a server that counts them from 1. */
    private static CheckCase zeroth() {
        ComputeTalk talk = talk("compute-2.3/zeroth", "the 0th Fibonacci number of a server that counts from 1")
                .ask("FIBONACCI", 7, 8, 13)
                .parts("FIBONACCI", "0");
        return talk.errorUnless("13").then().should(1).with(Trait.HOSTILE, Trait.WHOLE);
    }
}
