// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.Transport;
import io.labnet.crds.Room;
import io.labnet.crds.directory.DirectoryRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;

/**
 * Sequences of steps on a directory through its protocol, compared with the same steps on a model. Names, addresses and
 * the room limit are few, so that steps conflict.
 */
class DirectoryModelPropertyTest {
    private static final Arbitrary<String> NAMES = Arbitraries.of("a", "A", "b", "é", "room 1", "x: y", "日本語");

    /** A step on a directory. */
    interface Step {
        void take(ServedComparison directory) throws IOException;
    }

    @Property(tries = 100)
    void servedDirectory_equalsModel(@ForAll("chains") ActionChain<ServedComparison> chain) {
        chain.run().close();
    }

    @Provide
    Arbitrary<ActionChain<ServedComparison>> chains() {
        Arbitrary<Transport> transports = Arbitraries.of(new MemoryTransport(), new TcpTransport());
        return Combinators.combine(transports, Arbitraries.of(true, false))
                .flatAs((transport, overwrite) -> chain(transport, new DirectoryRules(5, overwrite)));
    }

    private static ActionChainArbitrary<ServedComparison> chain(Transport transport, DirectoryRules rules) {
        return ActionChain.startWith(() -> {
                    try {
                        return new ServedComparison(transport, rules);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .withAction(6, action(rooms().map(room -> step("create " + room, pair -> pair.create(room)))))
                .withAction(2, action(NAMES.map(name -> step("delete " + name, pair -> pair.delete(name)))))
                .withAction(1, action(NAMES.map(name -> step("find " + name, pair -> pair.find(name)))))
                .withAction(2, action(Arbitraries.just(step("list", ServedComparison::list))))
                .withMaxTransformations(40);
    }

    private static Action.Independent<ServedComparison> action(Arbitrary<Transformer<ServedComparison>> steps) {
        return () -> steps;
    }

    /** A failed step closes the directory, because nothing else does. */
    private static Transformer<ServedComparison> step(String name, Step step) {
        return Transformer.mutate(name, directory -> {
            try {
                step.take(directory);
            } catch (IOException e) {
                directory.close();
                throw new UncheckedIOException(e);
            } catch (AssertionError e) {
                directory.close();
                throw e;
            }
        });
    }

    private static Arbitrary<Room> rooms() {
        Arbitrary<String> groups = Arbitraries.of("239.0.0.1", "239.0.0.2", "239.255.255.255");
        Arbitrary<Integer> ports = Arbitraries.of(1, 5000, 65535);
        return Combinators.combine(NAMES, groups, ports).as(Room::new);
    }
}
