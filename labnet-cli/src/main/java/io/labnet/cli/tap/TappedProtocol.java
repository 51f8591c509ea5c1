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
import java.util.function.Supplier;

/** The protocols that a tap understands, each with the default port of its server. */
enum TappedProtocol {
    GRADES(GradeProtocol.DEFAULT_PORT, GradeDialogue::new),
    CRDS(CrdsProtocol.DEFAULT_PORT, CrdsDialogue::new),
    XOR(XorProtocol.DEFAULT_PORT, XorDialogue::new),
    COMPUTE(ComputeProtocol.DEFAULT_PORT, ComputeDialogue::new),
    NUMBERS(NumberProtocol.DEFAULT_PORT, NumberDialogue::new);

    /** The names on the command line. */
    static final class Names extends Choices<TappedProtocol> {
        /** Creates the choices; called by picocli. */
        Names() {
            super(TappedProtocol.class);
        }
    }

    private final int port;
    private final Supplier<Dialogue<?, ?>> dialogues;

    TappedProtocol(int port, Supplier<Dialogue<?, ?>> dialogues) {
        this.port = port;
        this.dialogues = dialogues;
    }

    int port() {
        return port;
    }

    Dialogue<?, ?> dialogue() {
        return dialogues.get();
    }
}
