// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.crds;

import io.labnet.check.script.Expectation;
import io.labnet.check.script.Mismatch;
import io.labnet.check.script.Script;
import io.labnet.check.script.Stage;
import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import io.labnet.crds.CrdsCommand;
import io.labnet.crds.CrdsCommand.GetDirectory;
import io.labnet.crds.CrdsProtocol;
import io.labnet.crds.RoomListing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A directory for clients. A client may list the rooms whenever it likes, so each getdir is answered by the listing that
 * was announced last, and the steps wait for other commands.
 */
final class CrdsService {
    private static final String LISTING = "listing";
    private static final byte[] EMPTY = new RoomListing(List.of()).encode();

    private CrdsService() {}

    /** Adds the reply to every getdir that follows. */
    static Script answering(Script script, byte[] listing) {
        return script.act("be ready to answer getdir", stage -> stage.keep(LISTING, listing));
    }

    /** Adds a getdir, and its reply. */
    static Script listed(Script script) {
        return script.expect("getdir", serving(script.connection(), "getdir", GetDirectory.class::isInstance));
    }

    /** Adds a command, and getdirs before it. */
    static Script expect(Script script, String words, CrdsCommand command) {
        return script.expect(words, serving(script.connection(), words, command::equals));
    }

    /** Adds the end of a client's output, and getdirs before it. */
    static Script left(Script script) {
        Expectation none = serving(script.connection(), "a close", command -> false);
        return script.expect(
                "the client closes the connection",
                (in, boundary, stage) -> none.read(in, boundary, stage) || boundary == Boundary.END);
    }

    private static Expectation serving(String wire, String words, Predicate<CrdsCommand> awaited) {
        return new Serving(wire, words, awaited);
    }

    /** Answers each getdir, until the awaited command has come. */
    private record Serving(String wire, String words, Predicate<CrdsCommand> awaited) implements Expectation {
        @Override
        public boolean read(ByteBuffer in, Boundary boundary, Stage stage) throws Mismatch {
            int start = in.position();
            CrdsCommand command = next(in, words);
            while (command != null) {
                if (command instanceof GetDirectory) {
                    answer(stage, wire);
                }
                if (awaited.test(command)) {
                    return true;
                }
                if (!(command instanceof GetDirectory)) {
                    byte[] came = bytes(in.duplicate().limit(in.position()).position(start));
                    throw new Mismatch(words, "the command is another one: " + command, came, 0, null);
                }
                start = in.position();
                command = next(in, words);
            }
            in.position(start);
            return false;
        }

        /** Names the rule of a command that is not complete. */
        @Override
        public Mismatch late(Mismatch late) {
            return Expectation.message(CrdsProtocol.server().decoders(), words, (command, stage) -> "")
                    .late(late);
        }
    }

    private static @Nullable CrdsCommand next(ByteBuffer in, String words) throws Mismatch {
        if (!in.hasRemaining()) {
            return null;
        }
        int start = in.position();
        try {
            return CrdsProtocol.server().decoders().get().decode(in, Boundary.MORE);
        } catch (ProtocolException e) {
            byte[] came = bytes(in.duplicate().position(start));
            throw new Mismatch(
                    words, String.valueOf(e.getMessage()), came, Math.min(e.offset(), came.length), e.likelyCause());
        }
    }

    private static void answer(Stage stage, String wire) throws Mismatch {
        byte[] listing = stage.keptOrNull(LISTING) instanceof byte[] kept ? kept : EMPTY;
        try {
            stage.wire(wire).send(listing, stage.delivery());
        } catch (IOException e) {
            throw new Mismatch("the client reads the listing", String.valueOf(e.getMessage()));
        }
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }
}
