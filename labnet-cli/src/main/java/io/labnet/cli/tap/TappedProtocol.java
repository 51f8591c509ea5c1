// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.tap;

import io.labnet.cli.command.Choices;
import io.labnet.compute.ComputeProtocol;
import io.labnet.compute.trace.ComputeDialogue;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.trace.CrdsDialogue;
import io.labnet.grades.GradeProtocol;
import io.labnet.grades.trace.GradeDialogue;
import io.labnet.numbers.NumberProtocol;
import io.labnet.numbers.trace.NumberDialogue;
import io.labnet.xorproto.XorProtocol;
import io.labnet.xorproto.trace.XorDialogue;

/** The protocols that a tap understands, each with the default port of its server. */
enum TappedProtocol {
    GRADES(GradeProtocol.DEFAULT_PORT),
    CRDS(CrdsProtocol.DEFAULT_PORT),
    XOR(XorProtocol.DEFAULT_PORT),
    COMPUTE(ComputeProtocol.DEFAULT_PORT),
    NUMBERS(NumberProtocol.DEFAULT_PORT);

    /** The names on the command line. */
    static final class Names extends Choices<TappedProtocol> {
        /** Creates the choices; called by picocli. */
        Names() {
            super(TappedProtocol.class);
        }
    }

    private final int port;

    TappedProtocol(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    /** Returns the dialogue of a new connection. */
    Dialogue<?, ?> dialogue() {
        return switch (this) {
            case GRADES -> new GradeDialogue();
            case CRDS -> new CrdsDialogue();
            case XOR -> new XorDialogue();
            case COMPUTE -> new ComputeDialogue();
            case NUMBERS -> new NumberDialogue();
        };
    }
}
