// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.tap;

import io.labnet.cli.command.Choices;
import io.labnet.compute.ComputeProtocol;
import io.labnet.core.transport.trace.Dialogue;
import io.labnet.crds.CrdsProtocol;
import io.labnet.grades.GradeProtocol;
import io.labnet.numbers.NumberProtocol;
import io.labnet.xorproto.XorProtocol;
import java.util.function.Supplier;

/** The protocols that a tap understands, each with the default port of its server. */
enum TappedProtocol {
    GRADES(GradeProtocol.DEFAULT_PORT, () -> Dialogue.of(GradeProtocol.server(), GradeProtocol.server())),
    CRDS(CrdsProtocol.DEFAULT_PORT, () -> Dialogue.of(CrdsProtocol.server(), CrdsProtocol.listingClient())),
    XOR(XorProtocol.DEFAULT_PORT, () -> Dialogue.of(XorProtocol.server(), XorProtocol.client())),
    COMPUTE(
            ComputeProtocol.DEFAULT_PORT,
            () -> Dialogue.of(ComputeProtocol.server(ComputeProtocol.DEFAULT_MAX_N), ComputeProtocol.client())),
    NUMBERS(NumberProtocol.DEFAULT_PORT, () -> Dialogue.of(NumberProtocol.server(), NumberProtocol.client()));

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
